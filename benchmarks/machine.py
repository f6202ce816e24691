"""Where and when a part was measured. No name of a machine, no path."""

import os
import platform
import re
import subprocess
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks.sites import hugo


def conditions() -> dict[str, str]:
    return {
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
        "processor": _processor(),
        "cores": str(
            len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
        ),
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB",
        "system": f"{platform.system()} {'.'.join(platform.release().split('.')[:2])}",
        "python": platform.python_version(),
        "hugo": _hugo(),
        "mkdocs": version("mkdocs"),
        "dateline": version("dateline") + _commit(),
    }


def _processor() -> str:
    """The model; a virtual machine often tells only its family."""
    try:
        told = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.processor()
    found = dict(re.findall(r"^(model name|model|cpu MHz)\s*: (.+)$", told, re.MULTILINE))
    return f"{found.get('model name', platform.machine())}, model {found.get('model', '?')}"


def _hugo() -> str:
    told = subprocess.run([hugo(), "version"], capture_output=True, text=True, check=True).stdout
    found = re.match(r"hugo v(\d[\d.]*)", told)
    return found[1] if found else told.strip()


def _commit() -> str:
    """The revision that is measured, with a plus sign if it has been changed since."""
    here = Path(__file__).parent
    command = ["git", "describe", "--always", "--dirty=+"]
    try:
        told = subprocess.run(command, cwd=here, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return f" ({told.stdout.strip()})"
