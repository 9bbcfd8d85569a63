"""The bench of search on a small collection of our own, with a floor that only a deliberate commit lowers."""

from __future__ import annotations

import json
import sys

from bench import search

CORPUS = {
    "d1": "The Admiralty announced that three battle cruisers had been lost in the action off Jutland.",
    "d2": "Survivors of the light cruiser Wiesbaden clung to rafts for two days; one stoker was picked up alive.",
    "d3": "Bread was rationed in Petrograd, and queues formed before the bakeries at dawn.",
    "d4": "The German communiqué claimed a victory and named the ships that it said had been destroyed.",
    "d5": "Hospital trains carried the wounded from Rosyth; nurses dressed burns caused by cordite.",
    "d6": "Neutral skippers reported gunfire on the evening of the last day of May, west of the Danish coast.",
    "d7": "The strike in the shipyards of the Clyde ended when wages were raised by four shillings.",
    "d8": "A historian counts 6,094 British and 2,551 German dead, and doubts both official lists.",
    "d9": "Jellicoe wrote that the fading light and the mist robbed the fleet of a decision.",
    "d10": "Bakers in Berlin mixed potato flour into bread; the ration was cut again in June.",
    "d11": "The torpedo that struck the Marlborough killed two stokers, but she kept her place in the line.",
    "d12": "В Петрограде газеты печатали сообщения о морском бое и потерях германского флота.",
}
QUERIES = {
    "q1": ("battle cruisers lost at Jutland", {"d1": 2}),
    "q2": ("stoker rescued from the sea", {"d2": 2, "d11": 1}),
    "q3": ("bread rations", {"d3": 1, "d10": 2}),
    "q4": ("German claims of victory", {"d4": 2}),
    "q5": ("how many died", {"d8": 1}),
    "q6": ("wounded in hospital", {"d5": 2}),
    "q7": ("Danish fishermen heard gunfire", {"d6": 2}),
    "q8": ("потери флота", {"d12": 2}),
    "q9": ("poor light and mist", {"d9": 2}),
    "q10": ("dockyard strikes wages", {"d7": 2}),
}


def test_the_bench_scores_and_writes_a_run(tmp_path, capsys, monkeypatch):
    lines = [json.dumps({"id": i, "text": text}, ensure_ascii=False) for i, text in CORPUS.items()]
    (tmp_path / "corpus.jsonl").write_text("\n".join(lines), "utf-8")
    (tmp_path / "queries.tsv").write_text("".join(f"{q}\t{words}\n" for q, (words, _) in QUERIES.items()), "utf-8")
    grades = [f"{q}\t{d}\t{grade}\n" for q, (_, judged) in QUERIES.items() for d, grade in judged.items()]
    (tmp_path / "qrels.tsv").write_text("".join(grades), "utf-8")
    run = tmp_path / "run.trec"
    monkeypatch.setattr(sys, "argv", ["bench.search", str(tmp_path), "--out", str(run)])
    search.main()
    told = capsys.readouterr().out
    assert "12 documents" in told
    score = float(told.partition("nDCG@10 ")[2].split()[0])
    assert score >= 0.85  # "died" is in no text: the tenth that words alone cannot find
    ranked = [line.split() for line in run.read_text("utf-8").splitlines()]
    assert all(len(row) == 6 and row[1] == "Q0" for row in ranked)
    assert next(row[2] for row in ranked if row[0] == "q1") == "d1"
