"""What the format refuses of YAML although a parser reads it, each in one sentence.

Every function takes the file's path, its lines and the place, and gives the problem.
"""

import re

from dateline.model.tree import Scalar, Span
from dateline.model.values.words import in_quotes
from dateline.problems import Problem
from dateline.read.source import wrong

_COMMENTED = re.compile(r":[ \t]+(?P<text>#.*\S)")
_GLUED = re.compile(r"(?P<name>[a-z_]+):(?P<value>[^\s:].*)")
_CODES = {"&": "yaml/anchor", "*": "yaml/alias", "!": "yaml/tag"}


def marked(path: str, lines: list[str], span: Span) -> Problem:
    """An anchor, alias or tag: mostly a value that only happens to start with `&`, `*`, `!`."""
    line = lines[span.line - 1]
    sign = line[span.column - 1 : span.column]
    message = f"A value cannot start with `{sign}`, which means something else in YAML."
    hint, fix, end = "Put the value in quotes.", None, len(line) + 1
    if span.line == span.end_line and span.column < span.end_column:
        end = span.end_column
        written = line[span.column - 1 : end - 1]
        name, colon, rest = written.partition(": ")
        starts_line = not line[: span.column - 1].strip(" -")
        fix = in_quotes(name) + colon + rest if starts_line else in_quotes(written)
        hint = replaced(line, span.column - 1, end - 1, fix)
    place = Span(span.line, span.column, span.line, end)
    return wrong(path, place, _CODES.get(sign, "yaml/tag"), message, hint, fix)


def marked_collection(path: str, span: Span) -> Problem:
    """An anchor or tag before a list or mapping."""
    message = "Signs that mark what follows (`&name`, `!name`) are not read in briefings."
    return wrong(path, span, "yaml/anchor", message, "Delete the sign and its name.")


def null(path: str, lines: list[str], span: Span, word: str) -> Problem:
    """`~` or `null`, which YAML takes for no value."""
    message = f"`{word}` means “no value” in YAML."
    hint = replaced(lines[span.line - 1], span.column - 1, span.end_column - 1, in_quotes(word))
    return wrong(path, span, "yaml/empty-value", message, f"If the word is meant: {hint}")


def empty_item(path: str, lines: list[str], span: Span) -> Problem:
    """A dash with nothing after it."""
    dash = lines[span.line - 1].rfind("-", 0, span.column) + 1 or span.column
    place = Span(span.line, dash, span.line, dash + 1)
    message = "This item of the list is empty."
    return wrong(path, place, "yaml/empty-value", message, "Fill it or delete it.")


def empty_value(path: str, lines: list[str], key: Scalar) -> Problem:
    """A name with nothing after its colon, or only what YAML takes for a comment."""
    line = lines[key.span.end_line - 1]
    if found := _COMMENTED.match(line, key.span.end_column - 1):
        start, end = found.start("text"), len(line.rstrip())
        place = Span(key.span.end_line, start + 1, key.span.end_line, end + 1)
        message = f"{named(key.text)} has no value: after a space, # starts a comment."
        hint = replaced(line, start, end, in_quotes(line[start:end]))
        return wrong(path, place, "yaml/empty-value", message, f"If it belongs to the text: {hint}")
    hint = "Write one after the colon, or delete the line."
    return wrong(path, key.span, "yaml/empty-value", f"{named(key.text)} has no value.", hint)


def comment_below(path: str, place: Span, indent: int) -> Problem:
    """A line that starts with `#` below a text that is indented by `indent`, and fits no name."""
    message = "This line starts with # below a text: it is taken for a comment, and not printed."
    return wrong(
        path,
        place,
        "text/comment",
        message,
        f"If it belongs to the text, indent it with {indent} spaces.",
    )


def spaced_key(path: str, key: Scalar) -> Problem:
    """A name with a no-break space or the like before or after it."""
    message = "A space of another kind stands beside this name."
    return wrong(path, key.span, "yaml/odd-space", message, "Delete it.", key.text.strip())


def glued(path: str, key: Scalar) -> Problem | None:
    """`{file:a.png}`: what YAML takes for a name is one with its value."""
    found = _GLUED.fullmatch(key.text)
    if not found or key.style:
        return None
    fix = f"{found['name']}: {found['value']}"
    message = f"A plain space is missing after `{found['name']}:`."
    return wrong(path, key.span, "yaml/space-after-colon", message, fix, fix)


def cut_by_comma(path: str, lines: list[str], key: Scalar, before: Scalar | None) -> Problem:
    """`{title: Moscow, Tehran}`: `before` is the value that the comma has cut in two."""
    line = lines[key.span.line - 1]
    start, end = key.span.column - 2, line.find("}", key.span.end_column - 1) + 1
    if not before and line[start : start + 1] == "{" and end:
        place = Span(key.span.line, start + 1, key.span.line, end + 1)
        message = "A text that starts with `{` is read as a mapping by YAML."
        fix = in_quotes(line[start:end])
        return wrong(path, place, "yaml/bracket", message, replaced(line, start, end, fix))
    message = f"{named(key.text)} has no value: inside `{{…}}` a comma ends the value before it."
    hint = "Put a value that holds a comma in quotes."
    if before and not before.style and before.span.line == key.span.end_line:
        line = lines[before.span.line - 1]
        start, end = before.span.column - 1, key.span.end_column - 1
        hint = replaced(line, start, end, in_quotes(line[start:end]))
    return wrong(path, key.span, "yaml/empty-value", message, hint)


def complex_key(path: str, lines: list[str], span: Span) -> Problem:
    """A list or mapping where a name should be."""
    place = Span(span.line, span.column, span.line, span.column + 1)
    hint = "Put the name in quotes."
    if span.line == span.end_line:
        line = lines[span.line - 1]
        start, end = span.column - 1, span.end_column - 1
        hint = replaced(line, start, end, in_quotes(line[start:end]))
    message = "The name before a colon must be a text."
    return wrong(path, place, "yaml/complex-key", message, hint)


def no_key(path: str, span: Span) -> Problem:
    """A colon with no name before it."""
    message = "There is no name before this colon."
    return wrong(path, span, "yaml/empty-key", message, "Write a name, or put the text in quotes.")


def duplicate(path: str, key: Scalar, first: int) -> Problem:
    """A name that stands in the same mapping already, on line `first`."""
    message = f"{named(key.text)} stands here a second time; the first is on line {first}."
    return wrong(path, key.span, "yaml/duplicate-key", message, "Keep one of the two.")


def escape(path: str, span: Span, name: str) -> Problem:
    """An escape in double quotes that stands for a character no file may hold."""
    message = f"An escape in this text stands for an invisible character ({name})."
    return wrong(path, span, "yaml/escape", message, "Leave the escape out.")


def beside_sign(path: str, span: Span, sign: str) -> Problem:
    """`|#`: a comment that touches the sign, which only one of the parsers lets pass."""
    place = Span(span.line, span.column, span.line, span.column + 1)
    message = f"After `{sign}` the text starts on the next line, indented."
    return wrong(path, place, "yaml/text-beside-sign", message)


def nesting(path: str, span: Span, depth: int) -> Problem:
    """Lists and mappings in one another beyond all use."""
    message = f"Lists and mappings are nested more than {depth} deep here."
    return wrong(path, span, "yaml/nesting", message)


def too_many(path: str, span: Span, most: int) -> Problem:
    """More names and values than any file of this format has use for."""
    message = f"The file holds more than {most:,} names and values."
    return wrong(path, span, "yaml/too-many", message, "Split it into several.")


def directive(path: str, span: Span) -> Problem:
    """A `%YAML` line."""
    message = "Lines that start with `%` are not read in briefings."
    return wrong(path, span, "yaml/directive", message, "Delete the line.")


def documents(path: str, span: Span) -> Problem:
    """A second document in one file."""
    message = "A second document starts here; a file holds one."
    hint = "Delete the `---`; if it is a rule in a text, indent it like the text."
    return wrong(path, span, "yaml/documents", message, hint)


def named(text: str) -> str:
    """A text as messages show it: on one line, cut if it is long."""
    line = " ".join(text.split())
    return f"`{line if len(line) <= 60 else line[:59] + '…'}`"


def replaced(line: str, start: int, end: int, text: str) -> str:
    """A source line with its characters `start` to `end` (from 0) replaced, for a hint."""
    return (line[:start] + text + line[end:]).strip()
