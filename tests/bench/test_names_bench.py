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


def test_objects_of_fact_ru_eval_are_the_outermost(tmp_path: Path) -> None:
    text = "Приехал Иван Старков из Перми."
    (tmp_path / "a.txt").write_text(text, "utf-8")
    (tmp_path / "a.spans").write_text("1 name 8 4 0 1 # x\n2 surname 13 7 1 1 # x\n3 loc_name 24 5 2 1 # x\n", "utf-8")
    (tmp_path / "a.objects").write_text("7 Person 1 2 # x\n8 Person 2 # x\n9 LocOrg 3 # x\n", "utf-8")
    assert score(tmp_path, language="ru")["all"] == (2, 2, 2)


def test_marks_that_point_at_pages_are_read_as_the_page_is(tmp_path: Path) -> None:
    page = "A riot in the village of Marlow.\n\nHe left Moscow for London on Sunday, with John Holt of Hull.\n"
    (tmp_path / "page.txt").write_text(page, "utf-8")
    start = page.index("He left")
    names = [(page.index(w), page.index(w) + len(w), t) for w, t in (("Moscow", "place"), ("John Holt", "person"))]
    marks = {"page": "page.txt", "start": start, "end": page.index(" of Hull"), "names": names}
    path = tmp_path / "marks.jsonl"
    path.write_text(json.dumps(marks) + "\n", "utf-8")
    assert score(path, pages=tmp_path)["all"] == (2, 3, 2)
