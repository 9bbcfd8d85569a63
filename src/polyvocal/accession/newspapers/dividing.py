"""Where the items of a newspaper page begin. Where no beginning is sure, a text stays with what stands before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from polyvocal.accession.newspapers.edges import with_heads_above
from polyvocal.accession.newspapers.fillers import with_fillers
from polyvocal.accession.newspapers.heads import (
    Head,
    head_at,
    repeats,
    signs,
    stands_over_text,
    trimmed,
    with_kicker,
    without_signature,
)
from polyvocal.accession.newspapers.joining import common_words
from polyvocal.accession.newspapers.shapes import Shape, column_width
from polyvocal.accession.newspapers.signs import ends_excerpt, gossips, sign, word_list

BODY = 3
"""Lines of prose that an item has at the least."""
_NEAR = 10  # lines below a headline, within which its text must begin
_DECKS = 8  # lines of a headline and its decks
_BOX = 14  # lines of a weather box
_LONG, _LONG_STOPPED = 4, 5  # words of a title that is more than a cross-head, without a full stop and with one
_LONGER = 6  # words of a title of one line on pages that set their headlines in capitals
_MANY = 2  # titles to one headline in capitals, on pages whose items stand under titles
_SURE = 3  # words of a headline that opens an item in the midst of a sentence
_TORN = 2  # lines of debris that part two items
_FEW = 7  # headlines in capitals of a page that sets most in small letters
_ABOVE = 5  # titles above capitals that are decks
_FULL = 0.75  # of the column that a line fills
_REPORT = 8  # lines of prose between two datelines, where the second opens an item
_GOSSIP, _LOCALS = 20, 4  # lines in which local paragraphs begin, and how many
_SALE, _OFFERS = 8, 3  # lines of an advertisement, and how many of them must offer something


_WHOLE = 4  # letters of a first word that is surely read as it was set
_ENDED = re.compile(r"[^\W\d_A-ZА-ЯЁ]{4,}[.!?][\"”]?$")  # a whole word and a stop, so no shortened word


def item_starts(shapes: Sequence[Shape]) -> list[int]:
    """Indexes of the lines that open an item, the first being 0."""
    starts = _Walk(shapes).starts()
    return with_heads_above(shapes, with_fillers(shapes, _with_boxes(shapes, starts)))


class _Walk:
    """One pass down the page: what the item in hand is, and whether the next line ends it."""

    def __init__(self, shapes: Sequence[Shape]) -> None:
        self.shapes = shapes
        self.under_titles, self.stopped, self.few = _under_titles(shapes)
        self.full = _FULL * column_width([shape.line for shape in shapes])
        self.found = [0]
        self.box = False  # whether the item in hand is the weather, of which a line is enough
        self.body = 0  # lines of prose in the item in hand
        self.weak = False  # whether the item in hand stands under a title that only its like can end
        self.ended = False  # whether the item in hand has said that it ends here
        self.signed = False  # whether somebody has signed the text above

    def starts(self) -> list[int]:
        i = 0
        while i < len(self.shapes):
            shape = self.shapes[i]
            head = self._head(i) if shape.is_head and not shape.ends else None
            if head is not None and self._opens(head):
                self._open(head)
                i = head.end
                continue
            if self.body >= BODY and self._begins(i):
                self._start(i)
            elif not shape.is_text and self._sells(i):
                self._start(i)
                i += _SALE
                continue
            if self.ended and self._follows_the_end(i):
                self._start(i)
            self._read(i)
            i += 1
        return self.found

    def _begins(self, i: int) -> bool:
        """Whether an item without a headline that can be read begins at line *i*, below one that has its text."""
        shape = self.shapes[i]
        if shape.look == "prose":
            if shape.line.words[0].islower():
                return self._broken_off(i)
            return self.shapes[i - 1].closed and (
                self._runs_in(i) or self._is_small_advertisement(i) or self._locals(i)
            )
        if shape.look == "dateline":
            return self._dispatch(i) or self._locals(i)
        return self._ruined_head(i) or self._torn_off(i) or self._locals(i)

    def _follows_the_end(self, i: int) -> bool:
        """Whether another text begins below a line that ends the item in hand."""
        shape = self.shapes[i]
        if shape.look in ("rule", "debris") or shape.ends:
            return False
        return _prose(self.shapes, i, _NEAR + (BODY if shape.is_head else 0)) >= BODY

    def _head(self, i: int) -> Head | None:
        head = head_at(self.shapes, i)
        if head is None or not head.capitals:
            return without_signature(self.shapes, head) if head is not None else None
        bare = without_signature(self.shapes, head)
        if bare != head:
            self.signed = True
            return trimmed(self.shapes, bare) if _is_list_above(self.shapes, bare) else bare
        if _is_list_above(self.shapes, head):
            return trimmed(self.shapes, head)
        kicked = with_kicker(self.shapes, head) if self.body >= BODY and head.start == i else head
        if kicked != head and self._opens(kicked):
            return kicked
        before = _last_text(self.shapes, i)
        if before is not None and not before.closed and not self.ended:
            return trimmed(self.shapes, head)
        return head

    def _start(self, i: int) -> None:
        if i > self.found[-1]:
            self.found.append(i)
        self.body, self.ended, self.weak, self.box, self.signed = 0, False, False, False, False

    def _open(self, head: Head) -> None:
        self._start(head.start)
        self.weak = head.is_weak
        self.box = sign("signs", "weather").fullmatch(self.shapes[head.start].line.words) is not None

    def _read(self, i: int) -> None:
        shape = self.shapes[i]
        if shape.is_text:
            self.body += 1
            self.signed = False
        elif self.body >= BODY and signs(self.shapes, i):
            self.signed = True
        self.ended = (self.body > 0 and shape.ends) or (self.ended and not shape.is_text)

    def _opens(self, head: Head) -> bool:
        """Whether the headline opens an item of its own, and is neither a deck nor a cross-head of the one in hand."""
        if head.start and self.body < (1 if self.box else BODY) and not self.ended and not self._has_sold(head):
            return False
        if _prose(self.shapes, head.end, _NEAR) < BODY - 1:
            return False
        before = _last_text(self.shapes, head.start)
        closed = self.ended or self.signed or before is None or before.closed
        if before is not None and before.line.words.endswith(":") and head.capitals < 2:
            return False  # a list follows
        if head.end - head.start == 1 and signs(self.shapes, head.start):
            return False
        if not head.is_weak:
            return closed or _interrupts(self.shapes, head)
        if not closed or head.lists or not self._stands_on_prose(head):
            return False
        if not (head.has_dateline or stands_over_text(self.shapes, head)):
            return False
        after_excerpt = before is not None and ends_excerpt(before.line.words)
        return (
            head.has_dateline
            or self.ended
            or self.signed
            or after_excerpt
            or self._continues_style(head)
            or repeats(self.shapes, head)
        )

    def _stands_on_prose(self, head: Head) -> bool:
        """Whether the text begins at once, as it does below a title that is neither in a list nor its first line."""
        words = self.shapes[head.start].line.words
        first = words.split(maxsplit=1)[0].strip("\"'“.,").casefold()
        # Headlines leave out the article; a full line with it is a sentence that begins with a long name.
        if len(words) >= self.full and first in word_list("opens_sentences") and not head.has_dateline:
            return False
        below = self.shapes[head.end : head.end + 4]
        # The second line of a title may open with a small word, and be none of its lines by its look.
        below = below[1:] if below and below[0].look == "short" and below[0].line.words[0].islower() else below[:3]
        return head.has_dateline or sum(shape.is_text for shape in below) > 1

    def _continues_style(self, head: Head) -> bool:
        """Whether titles like this one head the items of the whole page, or the item in hand."""
        stopped = self.shapes[head.end - 1].line.words.endswith(".")
        if stopped:  # a cross-head, but on pages that set few headlines in capitals
            long = len(head.words) >= _LONG_STOPPED and (self.few or head.end - head.start > 1)
            return long or (self.few and self.stopped and (self.weak or self.under_titles))
        if not self.few and head.end - head.start == 1:
            return len(head.words) >= _LONGER
        return len(head.words) >= _LONG or self.weak or (self.under_titles and len(head.words) > 2)

    def _ruined_head(self, i: int) -> bool:
        """Whether lines that are no prose stand between a sentence's end and a dateline: a headline read badly."""
        first = self.shapes[i]
        if self.body < BODY or not self.shapes[i - 1].closed or not first.words or first.ends:
            return False
        for shape in self.shapes[i : i + _DECKS]:
            if shape.look in ("dateline", "credit"):
                return shape is not first
            if shape.look == "prose" or (shape.is_head and shape is not first):
                return False
        return False

    def _dispatch(self, i: int) -> bool:
        """Whether a report without a headline begins here: a dateline behind a sentence's end."""
        if self.shapes[i].look != "dateline" or self.body < BODY or _prose(self.shapes, i, _NEAR) < BODY:
            return False
        words = self.shapes[i].line.words
        if self.body < _REPORT or ";" in words:
            return self.ended
        above = self.shapes[i - 1]
        return self.ended or above.closed or above.is_head or above.look in ("credit", "debris") or "—" in words

    def _broken_off(self, i: int) -> bool:
        """Whether the end of a paragraph is followed by the midst of a sentence: of another column's text."""
        shape, above = self.shapes[i], self.shapes[i - 1].line.words
        if self.body < 2 * BODY or len(above) >= self.full or _ENDED.search(above) is None:
            return False
        first = shape.line.words.split(maxsplit=1)[0]
        if len(first) < _WHOLE or first in word_list("small") or first not in common_words():
            return False  # a word misread, or a capital
        return _prose(self.shapes, i, _NEAR) > 2 * BODY

    def _runs_in(self, i: int) -> bool:
        """Whether a paragraph opens with words in capitals, which are its headline."""
        first = self.shapes[i].line.words.split(maxsplit=2)[:2]
        return len(first) > 1 and all(word.isupper() and word.isalpha() and len(word) > 1 for word in first)

    def _is_small_advertisement(self, i: int) -> bool:
        """Whether a paragraph opens with what small advertisements open with, behind a text that is none."""
        small = sign("signs", "small_advertisement")
        if small.match(self.shapes[i].line.words) is None:
            return False
        return not any(small.match(shape.line.words) for shape in self.shapes[self.found[-1] : i])

    def _torn_off(self, i: int) -> bool:
        """Whether debris parts the sentence that ends above it from one that begins below: a headline, or a rule."""
        if self.body < BODY or not self.shapes[i - 1].closed or self.shapes[i].look != "debris":
            return False
        below = i
        while below < len(self.shapes) and self.shapes[below].look in ("debris", "rule"):
            below += 1
        if below - i < _TORN or below == len(self.shapes):
            return False
        first = next((c for c in self.shapes[below].line.words if c.isalnum()), "")
        return not first.islower() and _prose(self.shapes, below, _NEAR) >= 2 * BODY

    def _locals(self, i: int) -> bool:
        """Whether a column of local paragraphs begins here, behind a text of another kind."""
        if self.body < BODY or not _opens_local(self.shapes, i):
            return False
        above = self.shapes[max(self.found[-1], i - _GOSSIP) : i]
        return not any(gossips(shape.line.words) for shape in above) and (
            sum(_opens_local(self.shapes, k) for k in range(i, min(i + _GOSSIP, len(self.shapes)))) >= _LOCALS
        )

    def _has_sold(self, head: Head) -> bool:
        """Whether the item in hand is an advertisement, which has no prose, and a strong headline ends it."""
        if head.is_weak or head.start - self.found[-1] < _SALE or not self.shapes[head.start - 1].closed:
            return False
        above = self.shapes[self.found[-1] : head.start]
        return sum(sign("signs", "trade").search(shape.line.words) is not None for shape in above) >= _OFFERS

    def _sells(self, i: int) -> bool:
        """Whether an advertisement begins here: prose is over, and several of the next lines, none prose, offer."""
        if self.body < BODY or self.shapes[i].is_text or (i and not self.shapes[i - 1].closed):
            return False
        stretch = self.shapes[i : i + _SALE]
        if len(stretch) < _SALE or sum(shape.is_text for shape in stretch) > 1:
            return False
        return sum(sign("signs", "trade").search(shape.line.words) is not None for shape in stretch) >= _OFFERS


def _is_list_above(shapes: Sequence[Shape], head: Head) -> bool:
    """Whether what stands in a headline above its capitals are rows of a list."""
    above = [shape.line.words for shape in shapes[head.start : trimmed(shapes, head).start]]
    return len(above) > _ABOVE or sum(words[0].isdigit() or words.count(",") > 1 for words in above) > 1


def _interrupts(shapes: Sequence[Shape], head: Head) -> bool:
    """Whether a headline opens an item even in the midst of a sentence, whose end stands in another column."""
    if head.capitals > 1 or (head.has_dateline and head.capitals > 0):
        return True
    return head.capitals > 0 and len(head.words) >= _SURE and stands_over_text(shapes, head)


def _under_titles(shapes: Sequence[Shape]) -> tuple[bool, bool, bool]:
    """Whether a page heads its items with mere titles, whether these have a full stop, whether few are in capitals.

    Such a page has many more titles than headlines in capitals; elsewhere short titles are cross-heads.
    """
    capitals, stopped, bare = 0, 0, 0
    i = 1
    while i < len(shapes):
        head = head_at(shapes, i) if shapes[i].is_head else None
        if head is None or not shapes[i - 1].closed or _prose(shapes, head.end, _NEAR) < BODY:
            i = head.end if head is not None else i + 1
            continue
        if not head.is_weak:
            capitals += 1
        elif stands_over_text(shapes, head) and len(head.words) > 1:
            ends = shapes[head.end - 1].line.words.endswith(".")
            stopped, bare = stopped + ends, bare + (not ends)
        i = head.end
    return max(bare, stopped) >= _MANY * capitals + _MANY, stopped >= bare, capitals <= _FEW


def _opens_local(shapes: Sequence[Shape], i: int) -> bool:
    shape = shapes[i]
    return i > 0 and shapes[i - 1].closed and gossips(shape.line.words) and _prose(shapes, i, _LOCALS) > 0


def _prose(shapes: Sequence[Shape], start: int, limit: int) -> int:
    looks = [shape.look for shape in shapes[start : start + limit]]
    return looks.count("prose") + looks.count("dateline")


def _last_text(shapes: Sequence[Shape], i: int) -> Shape | None:
    """The last line above *i* that has words on it."""
    return next(
        (
            shape
            for shape in reversed(shapes[max(0, i - 4) : i])
            if shape.look not in ("rule", "debris") or shape.closed
        ),
        None,
    )


def _with_boxes(shapes: Sequence[Shape], starts: list[int]) -> list[int]:
    """The starts, with the weather set apart where its box is short and bounded by a sure start below."""
    found = set(starts)
    bounds = [*starts[1:], len(shapes)]
    for i, shape in enumerate(shapes):
        if i and shape.is_head and len(shape.line.words) < 40 and sign("signs", "weather").fullmatch(shape.line.words):
            end = next(bound for bound in bounds if bound > i)
            begin = max(start for start in starts if start <= i)
            if end - i <= _BOX and end < len(shapes) and _prose(shapes, begin, i - begin) >= BODY:
                found.add(i)
    return sorted(found)
