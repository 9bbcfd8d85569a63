"""XML of no known format: told by its root where it has no declaration, read by edits."""

import time

import pytest

from polyvocal.accession import receive
from polyvocal.accession.identification import identify
from polyvocal.accession.xml_document import read
from polyvocal.terms import Alignment

CASES = [
    ("<log><b>One</b><b>Two <i>three</i></b></log>", "One\n\nTwo three"),
    ("<log>One<b/>two</log>", "Onetwo"),
    ("<log><b><c>One</c> <c>Two</c></b></log>", "One\n\nTwo"),
    ("<log><b>R&amp;D <![CDATA[1 < 2]]></b></log>", "R&D 1 < 2"),
    ("<log><b>One</b><binary>" + "QUJD" * 200 + "</binary></log>", "One"),
    ("<log><b>One</b><binary>" + ("QUJD" * 19 + "\n") * 20 + "</binary></log>", "One"),
]


@pytest.mark.parametrize(("xml", "text"), CASES)
def test_the_reading_text(xml: str, text: str) -> None:
    assert [Alignment(xml, s.place, s.edits).text for s in read(xml).stretches] == [text]
    assert identify(xml.encode()).media_type == "application/xml"


@pytest.mark.parametrize("text", ["<Stage direction> He left.", "<a> and </b>", "<<quoted>> words", "<p>One</p>"])
def test_what_only_begins_like_xml_is_none(text: str) -> None:
    assert identify(text.encode()).media_type != "application/xml"


def test_a_bomb_of_entities_is_a_setback_at_once() -> None:
    names = [f"l{n}" for n in range(1, 12)]
    bomb = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip(["l0", *names], names, strict=False))
    began = time.process_time()
    receipt = receive("a", f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY l0 "ha">{bomb}]><a>&l11;</a>'.encode())
    assert time.process_time() - began < 1
    assert "not expanded" in receipt.setbacks[0].reason
    assert "hahaha" not in (receipt.text or "")
