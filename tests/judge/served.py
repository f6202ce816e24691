"""`dateline serve` on a copy of the sample site, in a process of its own."""

import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from conftest import PROJECT

DATELINE = Path(sys.executable).with_name("dateline")
PATIENCE = 60
"""Seconds that a command may take on a machine with much else to do."""


class Served:
    """The copy in a folder, and the server, which may be stopped and started again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = folder.with_suffix(".log")
        shutil.copytree(PROJECT / "briefings", folder / "briefings")
        shutil.copy(PROJECT / "mkdocs.yml", folder)
        self.process: subprocess.Popen[str] | None = None
        self.address = "http://127.0.0.1:0/"

    def start(self) -> None:
        """Start the server; again at the same port."""
        port = str(urlsplit(self.address).port)
        command = (DATELINE, "serve", "-f", "mkdocs.yml", "--port", port)
        with open(self.log, "a", encoding="utf-8") as log:
            self.process = subprocess.Popen(
                command, cwd=self.folder, stdout=subprocess.PIPE, stderr=log, text=True
            )
        assert self.process.stdout
        line = self.process.stdout.readline()
        assert line.endswith(" (Ctrl-C ends it)\n"), line + self.log.read_text(encoding="utf-8")
        self.address = line.removesuffix(" (Ctrl-C ends it)\n").rpartition(" ")[2]

    def close(self) -> None:
        """Stop the server, as whoever started it does."""
        if self.process:
            self.process.terminate()
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(PATIENCE)
            self.process.kill()
            self.process.communicate()
            self.process = None

    def write(self, path: str, text: str) -> None:
        """Save a file."""
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def change(self, path: str, before: str, after: str) -> None:
        """Save a file with some words changed."""
        text = (self.folder / path).read_text(encoding="utf-8")
        assert text.count(before) == 1, before
        self.write(path, text.replace(before, after))

    def checked(self) -> str:
        """What `dateline check` says of the site."""
        command = (DATELINE, "check", "-f", "mkdocs.yml")
        said = subprocess.run(
            command, cwd=self.folder, capture_output=True, text=True, timeout=PATIENCE, check=False
        )
        return said.stdout + said.stderr
