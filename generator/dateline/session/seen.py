"""What has changed while nobody watched: the files as they were seen, and as they are.

In: what the system said of the authors' files, the settings. Out: paths.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from dateline.model.settings import Settings
from dateline.read import Folder, read

Seen = tuple[int, int, int]
"""What the system says of a file that is another if the file is: when it was written, how large it
is, and which it is."""


def seen_in(folder: Folder) -> dict[str, Seen]:
    """The files of a folder."""
    return {
        file.path: (file.status.st_mtime_ns, file.status.st_size, file.status.st_ino)
        for files in folder
        for file in files
    }


def folders_of(paths: Iterable[str]) -> frozenset[str]:
    """The folders that some files are in, from the nearest to the farthest."""
    found: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return frozenset(found)


def changed_since(before: Mapping[str, Seen], settings: Settings) -> Iterator[Path]:
    """The authors' files that are others than before, new or gone."""
    folder, _ = read(settings.docs_dir, frozenset(settings.excluded))
    now = seen_in(folder)
    for path in before.keys() | now.keys():
        if before.get(path) != now.get(path):
            yield settings.docs_dir / path


def is_later(file: Path, then: int) -> bool:
    """Whether a file was written after a time, in nanoseconds since 1970."""
    try:
        return file.is_file() and file.stat().st_mtime_ns > then
    except OSError:
        return False
