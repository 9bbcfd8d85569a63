"""What all tests share: where the development data lies, where there is any."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# The rules read, whatever is installed beside them; a test of another reader asks for it by name.
os.environ["POLYVOCAL_READER"] = "rules"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The development data beside the project; the test is skipped, saying so, where there is none."""
    place = Path(__file__).resolve().parents[2] / "shared"
    if not (place / "data").is_dir():
        pytest.skip("the development data beside the project is absent")
    return place


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """A real Chromium; the test is skipped, saying so, where there is none."""
    from playwright.sync_api import sync_playwright

    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if program is None:
        pytest.skip("there is no Chromium on this machine")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def undisturbed(pile: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The export of a library that one process built in one go, from the pile of the module."""
    from exported import export

    from polyvocal.build import build

    place = tmp_path_factory.mktemp("undisturbed")
    build(pile, place, workers=1)
    return export(place)
