"""One proposal: how a line that YAML cannot read may have been meant."""

from typing import Literal

from msgspec import Struct


class Mend(Struct, frozen=True, kw_only=True):
    """Characters `start` to `end` (from 0) of a line, and what should stand there instead.

    `shown` is the mend as the author should write it, where that is not the mended line, and
    `fix` what to put there for good, where that is not `text`. `sure` says that it can be meant
    in no other way. `below` says which lines below are changed with it: all that are indented
    less (`raised`), all that hang on this one (`shifted`), or the last one that goes on with the
    value, where a quotation mark or bracket is to be `closed` by `closing`.
    """

    number: int
    start: int
    end: int
    text: str
    code: str
    message: str
    shown: str = ""
    fix: str = ""
    sure: bool = False
    closing: str = ""
    below: Literal["", "raised", "shifted", "closed"] = ""
