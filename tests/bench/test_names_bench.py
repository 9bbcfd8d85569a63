"""The names bench reads the forms that its page promises, and scores them under one convention."""

import json
from pathlib import Path

from bench.names import score

COLUMNS = """-DOCSTART- -X- O O

President NNP B-NP O
Lincoln NNP I-NP B-PER
went VBD B-VP O
to TO B-PP O
Paris NNP B-NP B-LOC
. . O O

The DT B-NP O
Red NNP I-NP B-ORG
Cross NNP I-NP I-ORG
came VBD B-VP O
"""


def test_columns_leave_titles_out_of_names(tmp_path: Path) -> None:
    path = tmp_path / "names.conll"
    path.write_text(COLUMNS, "utf-8")
    assert score(path)["all"] == (3, 3, 3)


def test_json_lines_ignore_demonyms_and_answer_in_their_form(tmp_path: Path) -> None:
    text = "The Germans left Paris. H.M.S. Lydia stayed."
    names = [(4, 11, "nationality"), (17, 22, "place"), (24, 36, "ship")]
    gold = {"id": "a", "text": text, "names": [{"start": a, "end": b, "type": t} for a, b, t in names]}
    path, out = tmp_path / "names.jsonl", tmp_path / "answers.jsonl"
    path.write_text(json.dumps(gold) + "\n", "utf-8")
    assert score(path, out)["all"] == (2, 2, 2)
    answer = json.loads(out.read_text("utf-8"))
    assert [(n["words"], n["type"]) for n in answer["names"]] == [("Paris", "place"), ("H.M.S. Lydia", "other")]
