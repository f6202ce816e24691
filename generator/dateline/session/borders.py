"""Whose borders maps draw: by the settings, or by a file of the site's own.

In: the authors' folder and the settings. Out: the `Atlas`, and what is wrong with the file. A file
that cannot be used leaves maps without borders: the build stops for it anyway.
"""

from dateline.mapping import Unfit, borders_of
from dateline.model.digest import digest
from dateline.model.maps import Atlas
from dateline.model.settings import Boundaries, Settings
from dateline.problems import Problem, at_top
from dateline.read import Folder, digest_of, load


def atlas_of(folder: Folder, settings: Settings) -> tuple[Atlas, tuple[Problem, ...]]:
    """The borders that maps of this site draw."""
    given = settings.boundaries
    if given.known:
        return KNOWN[given.known], ()
    path = given.file.removeprefix("/")
    file = next((each for each in folder.assets if each.path == path), None)
    if file is None:
        return NOTHING, (missing(given),)
    data = load(settings.docs_dir, file)
    if isinstance(data, Problem):
        return NOTHING, (data,)
    found = borders_of(data)
    if isinstance(found, Unfit):
        return NOTHING, (at_top(path, found.code, found.message, found.hint),)
    of = digest((digest_of(data), given.caption))
    return Atlas("", given.caption, *found, of), ()


KNOWN = {name: Atlas(name, digest=name) for name in ("natural-earth", "none")}
"""One of each, for all builds: what is drawn for it is kept."""
NOTHING = KNOWN["none"]


def missing(given: Boundaries) -> Problem:
    """What to say of a file that is not there, or lies elsewhere."""
    message = f"`boundaries` in mkdocs.yml names `{given.file}`, which is not among the briefings."
    hint = "Its path begins below their folder: `maps/borders.geojson`."
    return at_top(given.file, "map/missing-file", message, hint)
