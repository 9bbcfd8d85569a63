"""The hand-made library, made once."""

from collections.abc import Iterator

import pytest
from hand_made import Held


@pytest.fixture(scope="session")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Held]:
    made = Held(tmp_path_factory.mktemp("room") / "hand.library")
    yield made
    made.library.close()
