"""The docs say what there is: every verb, option, term and reader, and no link leads nowhere."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from polyvocal import terms
from polyvocal.cli import parser

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([ROOT / "README.md", *ROOT.glob("docs/**/*.md")])


def options() -> Iterator[tuple[str, str]]:
    """Every verb with every long option of it."""
    for action in parser()._actions:
        if isinstance(action, argparse._SubParsersAction):
            for verb, spoken in action.choices.items():
                for option in spoken._actions:
                    yield from ((verb, o) for o in option.option_strings if o.startswith("--") and o != "--help")


@pytest.mark.parametrize(("verb", "option"), sorted(set(options())))
def test_every_option_is_described(verb: str, option: str) -> None:
    page = (ROOT / "docs/reference/verbs.md").read_text("utf-8")
    assert f"polyvocal {verb}" in page
    assert option in page


@pytest.mark.parametrize("term", terms.__all__)
def test_every_term_is_described(term: str) -> None:
    assert f"| `{term}` |" in (ROOT / "docs/reference/terms.md").read_text("utf-8")


@pytest.mark.parametrize("script", sorted(p.stem for p in (ROOT / "bench").glob("*.py") if p.stem != "__init__"))
def test_every_score_is_published(script: str) -> None:
    assert f"bench.{script}" in (ROOT / "docs/reference/scores.md").read_text("utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)", page.read_text("utf-8")):
        if not re.match(r"https?:|mailto:", target):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_page_can_be_reached(page: Path) -> None:
    inside = [f"({t.relative_to(ROOT / 'docs')})" for t in [page] if page.is_relative_to(ROOT / "docs")]
    index = (ROOT / "docs/index.md").read_text("utf-8")
    assert page.name in ("README.md", "index.md") or all(link in index for link in inside)
