"""Pagefind: documents to the files of one index, a bundle, which browsers search without a server.

In: small HTML documents by their paths. Out: the bundle's files by theirs. The same documents and
`engine` give the same bytes. Not done here: what a document says, and where a bundle stands.
"""

import os
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from dateline.search.canonical import canonical

__all__ = ["Unavailable", "engine", "index"]

PATIENCE = 600.0
"""Seconds to wait for the index of one bundle, which takes about one."""


class Unavailable(Exception):
    """Pagefind is not here, or cannot do its work; says why."""


def index(documents: Mapping[str, bytes]) -> dict[str, bytes]:
    """The bundle of some documents, which are all in one language. Raises `Unavailable`."""
    try:
        with TemporaryDirectory(prefix="dateline-search-") as folder:
            return canonical(indexed(documents, Path(folder)))
    except (OSError, ValueError, LookupError, subprocess.SubprocessError) as error:
        raise Unavailable(said_by(error)) from error


def indexed(documents: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """What Pagefind makes of documents in a folder of our own."""
    given, made = folder / "documents", folder / "bundle"
    for path, content in documents.items():
        file = given / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    command = [program(), "--site", str(given), "--output-path", str(made), "--silent"]
    subprocess.run(
        command, cwd=folder, env=surroundings(), check=True, capture_output=True, timeout=PATIENCE
    )
    files = (path for path in made.rglob("*") if path.is_file())
    return {path.relative_to(made).as_posix(): path.read_bytes() for path in files}


def program() -> str:
    """Where the program is. Raises `OSError` if it is nowhere."""
    try:
        from pagefind_bin import get_executable  # type: ignore[import-untyped]
    except ImportError as error:
        raise FileNotFoundError("the package pagefind-bin is not installed") from error
    return str(get_executable().absolute())


def surroundings() -> dict[str, str]:
    """The environment without what Pagefind would take for its settings."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")}


def said_by(error: Exception) -> str:
    """Why it did not work, in one line."""
    if isinstance(error, subprocess.CalledProcessError):
        lines = (error.stderr + error.stdout).decode(errors="replace").split("\n")
        words = [line.strip() for line in lines if line.strip()]
        return words[-1] if words else f"Pagefind ended with {error.returncode}"
    return str(error).replace("\n", " ")


@cache
def engine() -> str:
    """What a bundle depends on besides its documents: Pagefind, and what we make of its files."""
    found = blake2b(digest_size=16)
    for name in ("__init__.py", "canonical.py"):
        found.update(Path(__file__).with_name(name).read_bytes())
    try:
        found.update(f"{version('pagefind-bin')} {sys.platform}".encode())
    except ModuleNotFoundError:
        found.update(b"-")
    return found.hexdigest()
