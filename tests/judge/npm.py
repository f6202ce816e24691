"""What judges need from npm: each package is brought into `.venv` once."""

import subprocess
from pathlib import Path

from conftest import PROJECT


def brought(package: str) -> Path:
    """The folder of a package, given as `name@version`. Only for packages that need no other; none
    of their scripts is run."""
    home = PROJECT / ".venv" / "npm" / package
    folder = home / "node_modules" / package.rpartition("@")[0]
    if not folder.exists():
        install = ["npm", "install", "--ignore-scripts", "--no-save", "--prefix", home, package]
        subprocess.run(install, check=True, capture_output=True)
    return folder
