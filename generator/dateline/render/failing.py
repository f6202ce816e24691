"""What to say when a template cannot make a page: the template's file and line, and the page.

In: an exception out of Jinja. Out: a sentence, if the template is to blame and not our own code.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from traceback import walk_tb

import jinja2
import markupsafe
from jinja2 import TemplateNotFound, TemplateSyntaxError

LIBRARIES = tuple(Path(str(each.__file__)).parent for each in (jinja2, markupsafe))


def sentence(error: Exception, folders: Iterable[Path], page: str) -> str:
    """What is wrong with a template, which stands in one of some folders; empty if nothing is."""
    found = [place for place in places(error) if not is_below(place[0], LIBRARIES)]
    what = str(error)
    if isinstance(error, TemplateNotFound):
        what = f"There is no template `{error.name}`"
        found += naming(str(error.name), folders)
    elif isinstance(error, TemplateSyntaxError):
        found.append((Path(error.filename or ""), error.lineno))
    elif not found or not is_below(found[-1][0], folders):
        return ""
    what = what.partition("\n")[0].rstrip(".")
    if type(error).__module__ == "builtins":
        what = f"{type(error).__name__}: {what}"
    place = next((each for each in reversed(found) if is_below(each[0], folders)), None)
    where = f"{os.path.relpath(place[0])}:{place[1]}: " if place else ""
    return f"{where}{what}. The page was {page}."


def naming(template: str, folders: Iterable[Path]) -> Iterator[tuple[Path, int]]:
    """The files and lines that name a template, the site's own last."""
    for folder in reversed(tuple(folders)):
        for path in sorted(folder.rglob("*.html")):
            for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1):
                if f"'{template}'" in line or f'"{template}"' in line:
                    yield path, number


def places(error: Exception) -> Iterator[tuple[Path, int]]:
    """The files and lines that an exception came through, the innermost last."""
    for frame, line in walk_tb(error.__traceback__):
        yield Path(frame.f_code.co_filename), line


def is_below(path: Path, folders: Iterable[Path]) -> bool:
    """Whether a file lies in one of some folders."""
    return any(path.is_relative_to(folder) for folder in folders)
