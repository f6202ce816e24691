"""Messages: what is new in a few lines, in parts that messengers take.

In: briefings as text, with `CUT` where one part may end. Out: a file a part.
"""

from collections.abc import Iterator

from dateline.session.shaping import Shaping

CUT = "\f"
MOST = 4096
"""Characters of a message: Telegram's limit, the narrowest (Bot API, sendMessage: "1-4096
characters after entities parsing"). Counted in units of UTF-16, as Telegram measures texts."""
COUNT = 16
"""Room for "12/34" and a line's end."""


def messages(shaping: Shaping) -> Iterator[tuple[str, bytes]]:
    """The files: `2016-06-19.txt`, or `2016-06-19-1.txt` and so on."""
    for piece in shaping.pieces("txt"):
        found = parts(piece.contents[0].decode())
        for number, part in enumerate(found, 1):
            name = piece.name if len(found) == 1 else f"{piece.name}-{number}"
            yield f"{name}.txt", f"{part}\n".encode()


def parts(text: str) -> tuple[str, ...]:
    """A text in as few parts as it needs, numbered if they are several."""
    blocks = [stripped for each in text.split(CUT) if (stripped := each.strip())]
    whole = "\n\n".join(blocks)
    if length(whole) < MOST:
        return (whole,)
    room, found, now = MOST - COUNT, list[str](), ""
    for block in (piece for each in blocks for piece in pieces(each, room)):
        if now and length(now) + 2 + length(block) > room:
            found.append(now)
            now = block
        else:
            now = f"{now}\n\n{block}" if now else block
    found.append(now)
    return tuple(f"{number}/{len(found)}\n\n{each}" for number, each in enumerate(found, 1))


def pieces(block: str, room: int) -> Iterator[str]:
    """What stands together, as it is or, if there is no room for it, in pieces: parted between
    lines, else between words, else anywhere."""
    while length(block) > room:
        head = fitting(block, room)
        at = max(head.rfind("\n"), 0) or max(head.rfind(" "), 0) or len(head)
        yield block[:at].rstrip()
        block = block[at:].lstrip()
    if block:
        yield block


def fitting(text: str, room: int) -> str:
    """As much of a text from its beginning as there is room for."""
    head = text[:room]
    while length(head) > room:
        head = head[: len(head) - max(1, (length(head) - room) // 2)]
    return head


def length(text: str) -> int:
    """How long a text is, in units of UTF-16."""
    return len(text) + sum(sign > "\uffff" for sign in text)
