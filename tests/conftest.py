"""What all tests share: where the development data lies, where there is any."""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared() -> Path:
    """The development data beside the project; the test is skipped, saying so, where there is none."""
    place = Path(__file__).resolve().parents[2] / "shared"
    if not (place / "data").is_dir():
        pytest.skip("the development data beside the project is absent")
    return place
