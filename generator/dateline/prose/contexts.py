"""The sentence in which something of a text stands: a name, or a citation.

In: a document, and places in its plain text. Out: sentences, each on one line. Of a table, the
whole row is one: a cell alone says little.
"""

from bisect import bisect_right
from collections.abc import Mapping

from dateline.model.prose import Support
from dateline.prose.fragments import Block, Document
from dateline.prose.sentences import on_one_line, spans


class Contexts:
    """The sentences of one document, cut block by block as they are asked for."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._starts = [block.start for block in document.blocks]
        self._cut: dict[int, tuple[tuple[int, int], ...]] = {}
        self._said: dict[tuple[int, int], str] = {}
        """Sentences by their block and where they start in it; rows by their number and -1."""

    def first(self, index: int) -> str:
        """The first sentence of a block."""
        return self._sentence(index, self._starts[index])

    def of_name(self, place: int) -> str:
        """The sentence that holds a character; empty in a text without words."""
        index = self._block_at(place)
        return self._sentence(index, place) if index >= 0 else ""

    def of_citation(self, place: int) -> str:
        """The sentence that a citation supports, by the character it stands behind: beneath a
        quotation, beside who said it, that is the quotation's last."""
        index = self._block_at(place)
        while index > 0 and self.document.blocks[index].tag == "footer":
            index -= 1
            place = self.document.blocks[index].end - 1
        return self._sentence(index, place) if index >= 0 else ""

    def _block_at(self, place: int) -> int:
        last = len(self._starts) - 1
        return min(last, max(0, bisect_right(self._starts, place) - 1))

    def _sentence(self, index: int, place: int) -> str:
        block = self.document.blocks[index]
        if block.row:
            if (block.row, -1) not in self._said:
                self._said[block.row, -1] = self._row(index)
            return self._said[block.row, -1]
        words = self.document.text[block.start : block.end]
        if index not in self._cut:
            self._cut[index] = spans(words)
        inside = place - block.start
        start, end = next((s for s in self._cut[index] if inside < s[1]), (0, len(words)))
        if (index, start) not in self._said:  # of a long one with many citations, once
            self._said[index, start] = on_one_line(words[start:end])
        return self._said[index, start]

    def _row(self, index: int) -> str:
        """The cells of a table's row, in order."""
        blocks = self.document.blocks
        first = last = index
        while first > 0 and blocks[first - 1].row == blocks[index].row:
            first -= 1
        while last + 1 < len(blocks) and blocks[last + 1].row == blocks[index].row:
            last += 1
        return " · ".join(self._words(block) for block in blocks[first : last + 1])

    def _words(self, block: Block) -> str:
        return on_one_line(self.document.text[block.start : block.end])


def supports(
    document: Document, contexts: Contexts, order: Mapping[int, int]
) -> tuple[Support, ...]:
    """Each sentence that citations support, with theirs. `order` has each reference's place among
    the uses of the text, by its number."""
    found: dict[str, list[int]] = {}
    for number in sorted(document.cited, key=lambda number: order[number]):
        sentence = contexts.of_citation(document.cited[number])
        if sentence:
            found.setdefault(sentence, []).append(order[number])
    return tuple(Support(sentence, tuple(uses)) for sentence, uses in found.items())
