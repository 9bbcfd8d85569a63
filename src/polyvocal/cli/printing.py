"""What verbs print: JSON for programs, plain lines for people, progress on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import msgspec

from polyvocal.holdings import Audit, Counts, Results


def to_json(value: object) -> str:
    """One line of JSON."""
    return msgspec.json.encode(value).decode()


def counted(counts: Counts) -> str:
    """How much a library holds, in words."""
    return (
        f"{counts.captures} files, {counts.records} records, {counts.statements} statements, {counts.events} events;"
        f" {counts.setbacks} setbacks, {counts.unread} sentences that no rule could read"
    )


@contextmanager
def progress() -> Iterator[Callable[[str, int, int], None]]:
    """A bar on a terminal, elsewhere one line a step; on stderr, so that stdout holds only what was asked for."""
    if not sys.stderr.isatty():
        yield _plainly()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description:<10}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        tasks: dict[str, TaskID] = {}

        def tell(step: str, done: int, total: int) -> None:
            if step not in tasks:
                for task in tasks.values():
                    bar.update(task, completed=bar.tasks[task].total)
                tasks[step] = bar.add_task(step, total=total)
            bar.update(tasks[step], completed=done, total=total)

        yield tell


def _plainly() -> Callable[[str, int, int], None]:
    told: set[str] = set()

    def tell(step: str, _done: int, total: int) -> None:
        if step not in told:
            told.add(step)
            print(f"{step} ..." if total == 1 else f"{step} {total} files ...", file=sys.stderr)

    return tell


def print_results(results: Results) -> None:
    """Hits with their snippets, the found words in bold on a terminal."""
    bold, plain = ("\x1b[1m", "\x1b[0m") if sys.stdout.isatty() else ("", "")
    for hit in results.hits:
        card = hit.card
        print(f"{card.title or card.source}  [{', '.join(part for part in (*card.authors, card.date) if part)}]")
        pieces, at = [], 0
        for start, end in hit.highlights:
            pieces += [hit.snippet[at:start], bold, hit.snippet[start:end], plain]
            at = end
        print(f"  {' '.join(''.join([*pieces, hit.snippet[at:]]).split())}")
        print(f"  {card.source}  {card.id}\n")
    print(f"{results.total} records")


def print_reading(form: dict[str, Any]) -> None:
    """What was read in one record, line by line, with offsets."""
    document, title = form["document"], form["description"]["title"]
    print(f"{document['source']} {document['start']}-{document['end']}: {title['value'] if title else 'untitled'}")
    print(f"  read by {form['reader']}")
    for date in form["dates"]:
        print(f"  date    {date['start']:>7}  {_flat(date['words'])}  {date['edtf'] or date['value']}")
    for name in form["names"]:
        print(f"  name    {name['start']:>7}  {_flat(name['words'])}  {name['type']}")
    for figure in form["figures"]:
        voices = " > ".join(figure["voice"])
        print(
            f"  figure  {figure['start']:>7}  {_flat(figure['words'])}  {figure['kind']}, {figure['bound']}  ({voices})"
        )
    for report in form["attributions"]:
        start = (report["cue"] or report["content"][0])[0]
        print(f"  report  {start:>7}  {' > '.join(report['voices'])}  {report['manner']}")
    print()


def print_sheet(form: dict[str, Any]) -> None:
    """One event: who says what, and how it relates."""
    event = form["event"]
    print(f"{event['label']}  [{event['id']}]")
    if event["names"]:
        print(f"  called {'; '.join(event['names'])}")
    known = {}
    for number, statement in enumerate(form["statements"], 1):
        known[statement["id"]] = number
        print(
            f"  {number:>3}  {' > '.join(statement['voices'])} ({statement['source']}): “{_flat(statement['quote'])}”"
        )
    for relation in form["relations"]:
        pair = f"{known.get(relation['a'], '?')} and {known.get(relation['b'], '?')}"
        print(
            f"  {relation['relation']} of {pair}: {relation['why']}"
            f" ({relation['documents']} documents, {relation['origins']} origins, independence not shown)"
        )
    print()


def print_audit(audit: Audit) -> None:
    """The outcome of an audit, every fault on a line."""
    for fault in audit.faults:
        print(f"{fault.where}: {fault.what}")
    for name, records in audit.readers:
        print(f"{records} records read by {name}")
    print(f"{audit.captures} files and {audit.quotations} quotations checked: {len(audit.faults)} faults")


def _flat(words: str) -> str:
    return " ".join(words.split())
