"""The command line: one function a verb, none of which knows more than what to call and how to print it."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from polyvocal.cli import verbs

_EXAMPLES = """\
examples:
  polyvocal demo
  polyvocal build my-pile my-library
  polyvocal serve my-library
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb; gives 0 only where it did what it was asked, 1 where audit found faults, 2 on a user's error."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    asked, unknown = parser().parse_known_args(given)
    if unknown and asked.verb == "search" and not any(word.startswith("--") for word in unknown):
        asked.words += unknown  # words to leave out, as in: search LIBRARY jutland -cruiser
    elif unknown:
        parser().error(f"unrecognised: {' '.join(unknown)}")
    from polyvocal.terms import PolyvocalError  # here, because --help must not wait for it

    try:
        outcome: int = asked.run(asked)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever reads the output has seen enough; Python would complain once more when it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("stopped; the same command goes on from here", file=sys.stderr)
        return 130
    except PolyvocalError as error:
        return _error(str(error))
    except OSError as error:
        reason = error.strerror or str(error)
        return _error(f"{error.filename}: {reason}" if error.filename else reason)
    return outcome


def _error(reason: str) -> int:
    print(f"polyvocal: {' '.join(reason.split())}", file=sys.stderr)
    return 2


def parser() -> argparse.ArgumentParser:
    """The parser of all verbs and their options."""
    from polyvocal import __version__

    spoken = argparse.ArgumentParser(
        prog="polyvocal",
        description="From a pile of saved documents by rival parties to a library that shows who says what.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    spoken.add_argument("--version", action="version", version=f"polyvocal {__version__}")
    table = spoken.add_subparsers(dest="verb", required=True, metavar="VERB")
    for verb in verbs.VERBS:
        # Without -h: in `search`, a word after a hyphen is a word to leave out.
        own = table.add_parser(
            verb.name,
            help=verb.summary,
            description=f"{verb.summary[0].upper()}{verb.summary[1:]}.",
            epilog=f"example:\n  {verb.example}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
            add_help=False,
        )
        own.add_argument("--help", action="help", help="show this and leave")
        verb.options(own)
        own.set_defaults(run=verb.run)
    return spoken
