"""How a text is put in quotes so that YAML gives it back unchanged."""


def quoted(text: str) -> str:
    """A text on one line as a YAML string in quotes, in the form that needs fewest marks."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def replaced(line: str, start: int, end: int, text: str) -> str:
    """A source line with its characters `start` to `end` (from 0) replaced, for a hint."""
    return (line[:start] + text + line[end:]).strip()
