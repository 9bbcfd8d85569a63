"""How well search ranks: `python -m bench.search DIR [--out RUN]`.

DIR has `corpus.jsonl` (one object a line: id, text), `queries.tsv` (query, words) and `qrels.tsv` (query, document,
grade). Prints nDCG@10 (K. Järvelin and J. Kekäläinen, 2002), MRR and the time an answer takes, with snippets and
facets; `--out` writes the answers as a TREC run.
"""

from __future__ import annotations

import argparse
import json
import math
import tempfile
import time
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from polyvocal.holdings import Library, Query
from polyvocal.terms import Capture, Receipt, Record
from polyvocal.terms.record import record_id

DEPTH = 100


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path)
    asked = parser.parse_args()
    queries = [line.split("\t", 1) for line in _lines(asked.folder / "queries.tsv")]
    grades = read_grades(asked.folder / "qrels.tsv")
    with tempfile.TemporaryDirectory() as place, Library(place) as library:
        began = time.process_time()
        count, characters = shelve_corpus(library, asked.folder / "corpus.jsonl")
        library.refresh_index()
        spent = time.process_time() - began
        print(f"{count} documents, {characters} characters shelved and indexed in {spent:.1f} CPU s")
        runs, times = {}, []
        for query, words in queries:
            began = time.process_time()
            library.search(Query(words))
            times.append(time.process_time() - began)
            results = library.search(Query(words, limit=DEPTH))
            runs[query] = [(hit.card.source, hit.score) for hit in results.hits]
    judged = [query for query, _ in queries if any(grades.get(query, {}).values())]
    gains = [ndcg([document for document, _ in runs[query]], grades[query]) for query in judged]
    ranks = [reciprocal_rank([document for document, _ in runs[query]], grades[query]) for query in judged]
    print(f"nDCG@10 {sum(gains) / max(len(gains), 1):.3f}   MRR {sum(ranks) / max(len(ranks), 1):.3f}   "
          f"{len(judged)} queries with a judged document")  # fmt: skip
    times.sort()
    if times:
        print(f"an answer of 20 hits with snippets and facets: CPU ms p50 {1000 * times[len(times) // 2]:.1f}"
              f"   p95 {1000 * times[int(len(times) * 0.95)]:.1f}")  # fmt: skip
    if asked.out:
        with asked.out.open("w", encoding="utf-8") as file:
            for query, hits in runs.items():
                for rank, (document, score) in enumerate(hits, 1):
                    file.write(f"{query} Q0 {document} {rank} {score:.6f} polyvocal\n")


def shelve_corpus(library: Library, corpus: Path) -> tuple[int, int]:
    """Put every document on the shelf under its id; gives their number and characters."""
    count = characters = 0
    for line in _lines(corpus):
        document = json.loads(line)
        identity, text = str(document["id"]), str(document["text"])
        content = text.encode("utf-8", "replace")
        digest = sha256(content).hexdigest()
        capture = Capture(identity, digest, len(content), "text/plain", "bench", "utf-8")
        record = Record(record_id(identity, digest, 0), "", capture, (0, len(text)), 0, text, ())
        library.shelve(Receipt(capture, text, (record,)), content, ())
        count, characters = count + 1, characters + len(text)
    return count, characters


def read_grades(path: Path) -> dict[str, dict[str, int]]:
    """Query -> document -> grade; also from the four columns of TREC."""
    grades: dict[str, dict[str, int]] = {}
    for line in _lines(path):
        query, *_, document, grade = line.split()
        if grade.lstrip("-").isdigit():
            grades.setdefault(query, {})[document] = int(grade)
    return grades


def ndcg(ranked: Sequence[str], grades: dict[str, int], depth: int = 10) -> float:
    """Normalised discounted cumulative gain.

    >>> ndcg(["a", "b"], {"a": 1, "b": 0}), round(ndcg(["b", "a"], {"a": 1}), 3)
    (1.0, 0.631)
    """
    gain = sum(max(grades.get(document, 0), 0) / math.log2(n + 2) for n, document in enumerate(ranked[:depth]))
    best = sorted((grade for grade in grades.values() if grade > 0), reverse=True)[:depth]
    return gain / sum(grade / math.log2(n + 2) for n, grade in enumerate(best))


def reciprocal_rank(ranked: Sequence[str], grades: dict[str, int]) -> float:
    """One over the rank of the first relevant document."""
    return next((1 / n for n, document in enumerate(ranked, 1) if grades.get(document, 0) > 0), 0.0)


def _lines(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8") as file:
        yield from (line.rstrip("\r\n") for line in file if line.strip())


if __name__ == "__main__":
    main()
