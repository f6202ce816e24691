"""Clean HTML with stand-ins to fragments: one pass over its tags and texts.

Comes in: what `markdown.to_html` made, or the same tags and texts one by one, from `short`. Goes
out: fragments, and the plain text of the blocks, in which names are looked for and sentences
found. Every stand-in becomes its `Ref`; headings become `Ref`s too, with a slug of their own.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from itertools import count

from msgspec import Struct

from dateline.model.plain import INLINE, TAG, plain, unescape
from dateline.model.prose import Fragments, Ref

_TOKEN = re.compile(r"""<(/?)([a-z][a-z0-9]*)((?:[^>"]|"[^"]*")*)>|[^<]+""")
_STAND_IN = re.compile(r'(?:href|src)="ref:([0-9]+)"')
_WORDLESS = re.compile(r'<p>((?:\s*<img src="ref:[0-9]+">)+)\s*</p>')
_QUIET = frozenset(("a", "code", "pre", "footer", "h1", "h2", "h3", "h4", "h5", "h6"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_VOID = frozenset(("img", "br", "hr"))


class Run(Struct):
    """A text between two tags: where it is among the items, in the plain text, and (`at`) in the
    HTML.

    Names are linked in it unless it is `quiet`: a link's words, code, a heading, the
    attribution of a quotation.
    """

    item: int
    start: int
    end: int
    quiet: bool
    at: int


class Block(Struct, frozen=True):
    """A stretch of plain text that is a block of its own. `quoted`: inside a quotation; `row`:
    the number of the table's row that it is a cell of, 0 outside tables."""

    tag: str
    quoted: bool
    start: int
    end: int
    row: int = 0


class Open(Struct, frozen=True):
    """The beginning of a reference with words; None among the items is its end."""

    ref: Ref
    start: int


Item = str | Ref | Open | None


class Document:
    """The HTML taken apart: `items` in order, `text` plain, `runs` and `blocks` in the text.

    `html` is what was taken apart (empty if it came in parts), and `refs` what its stand-ins are.
    `cited` has for each citation, by its number among the references, the place in the text of the
    character that it stands behind; at a block's beginning, of the one it stands before.
    """

    def __init__(self, refs: list[Ref], headings: Iterable[str] = ()) -> None:
        """A document without words: `start`, `end` and `say` put them in, in their order, and
        `close` ends it. `headings` are the tags of all headings that it will have."""
        self.items: list[Item] = []
        self.runs: list[Run] = []
        self.blocks: list[Block] = []
        self.refs = refs
        self.cited: dict[int, int] = {}
        self._waiting: list[int] = []
        self._rows = 0
        self._inside: dict[int, list[tuple[int, int, Ref]]] = {}
        self._starts: list[int] = []
        self._parts: list[str] = []
        self._length = 0
        self._block_start = 0
        self._open: list[str] = []
        self._quiet = 0
        self._in_reference = False
        self._headings = _Headings(headings)
        self.html = ""
        self.text = ""

    @classmethod
    def of(cls, html: str, refs: list[Ref]) -> "Document":
        """The document of clean HTML."""
        document = cls(refs, (match[2] for match in TAG.finditer(html)))
        document.html = _WORDLESS.sub(document._bare, html)
        for match in _TOKEN.finditer(document.html):
            if match[2] is None:
                document.say(unescape(match[0]), match[0], match.start())
            elif match[1]:
                document.end(match[2], match[0])
            else:
                number = _STAND_IN.search(match[3])
                document.start(match[2], match[0], None if number is None else int(number[1]))
        document.close()
        return document

    def close(self) -> None:
        """Ends the last block."""
        self._end_block()
        self.text = "".join(self._parts)
        self._starts = [run.start for run in self.runs]

    def fragments(self) -> Fragments:
        """The items as fragments: texts joined, references with their words inside."""
        levels: list[list[str | Ref]] = [[]]
        opened: list[Ref] = []
        for index, item in enumerate(self.items):
            if index in self._inside:
                levels[-1] += self._cut(index)
            elif isinstance(item, Open):
                opened.append(item.ref)
                levels.append([])
            elif item is None:
                ref, body = opened.pop(), _joined(levels.pop())
                if ref.kind == "heading":
                    ref = self._headings.ref(ref, plain(body))
                levels[-1].append(Ref(ref.kind, ref.target, body, ref.detail))
            else:
                levels[-1].append(item)
        return _joined(levels[0])

    def refer(self, start: int, end: int, kind: str, target: str) -> bool:
        """Makes a reference of a stretch of the plain text; whether that could be done: it must
        stand in one run that is not quiet. No two may overlap."""
        run = self.run(start, end)
        if run is None or run.quiet:
            return False
        words = (escape(self.text[start:end]),)
        place = (start - run.start, end - run.start, Ref(kind, target, words))
        self._inside.setdefault(run.item, []).append(place)
        return True

    def run(self, start: int, end: int) -> Run | None:
        """The run that holds the whole of a stretch."""
        index = bisect_right(self._starts, start) - 1
        return self.runs[index] if index >= 0 and end <= self.runs[index].end else None

    def _cut(self, item: int) -> list[str | Ref]:
        """A text with the references in it."""
        text = unescape(str(self.items[item]))
        pieces: list[str | Ref] = []
        at = 0
        for start, end, ref in sorted(self._inside[item], key=lambda place: place[0]):
            pieces += [escape(text[at:start]), ref]
            at = end
        return [*pieces, escape(text[at:])]

    def _bare(self, match: re.Match[str]) -> str:
        """A paragraph of nothing but pictures, without its tags; else as it is."""
        numbers = (int(number) for number in _STAND_IN.findall(match[1]))
        pictures = all(self.refs[number].kind == "picture" for number in numbers)
        return match[1] if pictures else match[0]

    def say(self, text: str, html: str, at: int = 0) -> None:
        """A text between two tags, plain and as it stands in the HTML."""
        if self._length > self._block_start or not html.isspace():
            start = self._length
            self._say(text)
            self.runs.append(Run(len(self.items), start, self._length, self._quiet > 0, at))
        self.items.append(html)

    def start(self, tag: str, html: str, number: int | None = None) -> None:
        """A start tag, as it stands in the HTML; `number` is that of the reference for which it
        stands."""
        if tag not in INLINE:
            self._end_block()
            if tag not in _VOID:
                self._open.append(tag)
        self._rows += tag == "tr"
        self._quiet += tag in _QUIET
        if tag in _HEADINGS:
            self.items.append(Open(Ref("heading", "", (), tag), self._length))
        elif number is None:
            self._in_reference = self._in_reference and tag != "a"
            self.items.append(html)
        elif tag == "a":
            self._in_reference = True
            self.items.append(Open(self.refs[number], self._length))
        else:
            self._read_wordless(number)

    def _read_wordless(self, number: int) -> None:
        ref = self.refs[number]
        self.items.append(ref)
        if ref.kind == "likelihood":
            self._say(f"({ref.target})")
        elif ref.kind == "source" and self._length > self._block_start:
            kept = self._parts[-1].rstrip()
            self._length -= len(self._parts[-1]) - len(kept)
            self._parts[-1] = kept
            self.cited[number] = self._length - 1
        elif ref.kind == "source":
            self._waiting.append(number)

    def end(self, tag: str, html: str) -> None:
        """An end tag, as it stands in the HTML."""
        if tag not in INLINE:
            self._end_block()
            self._open.pop()
        self._quiet -= tag in _QUIET
        is_ref = tag in _HEADINGS or (tag == "a" and self._in_reference)
        self.items.append(None if is_ref else html)

    def _say(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _end_block(self) -> None:
        if self._length == self._block_start and not self._waiting:
            return
        row = self._rows if self._rows and "tr" in self._open else 0
        if self._length > self._block_start:
            tag = self._open[-1] if self._open else ""
            quoted = "blockquote" in self._open
            self._settle(self._block_start)
            self.blocks.append(Block(tag, quoted, self._block_start, self._length, row))
            self._say("\n\n")
            self._block_start = self._length
        elif self.blocks and (not row or self.blocks[-1].row == row):
            self._settle(self.blocks[-1].end - 1)

    def _settle(self, place: int) -> None:
        """Gives the citations that no word stands before in their block a place."""
        if self._waiting:
            self.cited.update(dict.fromkeys(self._waiting, place))
            self._waiting.clear()


class _Headings:
    """Ranks and slugs of a text's headings."""

    def __init__(self, tags: Iterable[str]) -> None:
        levels = sorted(_HEADINGS.intersection(tags))
        self._ranks = {level: str(rank) for rank, level in enumerate(levels, 1)}
        self._taken: set[str] = set()

    def ref(self, ref: Ref, words: str) -> Ref:
        """The heading whose tag stands in `detail`, with its slug and rank."""
        slug = slugify(words) or "part"
        names = (slug if n == 1 else f"{slug}-{n}" for n in count(1))
        name = next(name for name in names if name not in self._taken)
        self._taken.add(name)
        return Ref("heading", name, ref.body, self._ranks[ref.detail])


def slugify(words: str) -> str:
    """Lower-case letters and digits of any script, joined by hyphens; Latin without accents."""
    text = unicodedata.normalize("NFKD", words)
    base = "".join(c for c in text if not "\u0300" <= c <= "\u036f")
    return "-".join(re.findall(r"[^\W_]+", unicodedata.normalize("NFC", base).lower()))


def escape(text: str) -> str:
    """A text as the cleaner writes it: `model.plain.unescape` backwards."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("\u00a0", "&nbsp;")


def _joined(pieces: list[str | Ref]) -> Fragments:
    joined: list[str | Ref] = []
    texts: list[str] = []
    for piece in (*pieces, None):
        if isinstance(piece, str):
            texts.append(piece)
            continue
        if text := "".join(texts):
            joined.append(text)
        texts.clear()
        if piece is not None:
            joined.append(piece)
    return tuple(joined)
