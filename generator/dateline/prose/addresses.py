"""What an address in a link means: a web address, a date, a briefing, an entity, a file.

The rule is the authors' format ("Text."): three schemes for the exceptions, `#id`, files, and
ordinary web and mail addresses. Anything else is refused with the mend.
"""

import posixpath
import re
from datetime import date

from msgspec import Struct

_WEB = re.compile(r"https?://[^\s/?#@]+(?:[/?#]\S*)?", re.IGNORECASE)
_HOST = re.compile(r"https?://(?:www\.)?([^/?#:\s]+)", re.IGNORECASE)
_MAIL = re.compile(r"mailto:[^\s@:?]+@[^\s@?]+(?:\?\S*)?", re.IGNORECASE)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_SEE = re.compile(r"(\d{4}-\d\d-\d\d)(?:-(\w+(?:-\w+)*))?(?:#(\w+(?:-\w+)*))?")
_ID = re.compile(r"\w+(?:-\w+)*")
_FILE = re.compile(r"([^?#]*\.(?=[0-9]*[A-Za-z])[A-Za-z0-9]{1,8})(#\S*)?")


class Address(Struct, frozen=True):
    """An address understood. `kind` is `web` or a `Ref`'s kind."""

    kind: str
    target: str
    detail: str = ""


class Refusal(Struct, frozen=True):
    """Why an address is none; `code` without its `text/`. An empty hint: see the link."""

    code: str
    message: str
    hint: str = ""


def resolve(written: str, base: str) -> Address | Refusal:
    """What the address means in a file of the folder `base` (under docs, `""` for its top)."""
    if _WEB.fullmatch(written) or _MAIL.fullmatch(written):
        return Address("web", written)
    scheme = _SCHEME.match(written)
    if scheme is not None:
        return _with_scheme(scheme[1], written[scheme.end() :])
    if written.startswith("#") and _ID.fullmatch(written, 1):
        return Address("here", written[1:])
    if written.startswith("www."):
        return Refusal(
            "bad-address", "This address lacks its beginning.", f"Write https://{written}"
        )
    return local_file(written, base)


def local_file(written: str, base: str) -> Address | Refusal:
    """The path under docs of an attachment or a picture; `detail` is what follows `#`."""
    match = _FILE.fullmatch(written)
    if match is None or written.startswith("//") or "\\" in written or "\n" in written:
        return Refusal("bad-address", f"“{_clip(written)}” is no address.")
    rooted = written.startswith("/")
    path = posixpath.normpath(posixpath.join("" if rooted else base, match[1].lstrip("/")))
    if path.startswith("../") or posixpath.basename(path).startswith("."):
        return Refusal(
            "outside-folder",
            f"“{_clip(written)}” leads out of the folder of briefings.",
            "Put the file beside the briefing, and name it from there.",
        )
    return Address("file", path, match[2] or "")


def domain(address: str) -> str:
    """The domain of a web address, without `www.`, or nothing."""
    match = _HOST.match(address)
    return match[1].lower() if match else ""


def _with_scheme(scheme: str, rest: str) -> Address | Refusal:
    if scheme == "date":
        if _is_date(rest):
            return Address("date", rest)
        return Refusal("bad-date", f"“{_clip(rest)}” is no date.", "Write it as date:2016-06-11.")
    if scheme == "see":
        match = _SEE.fullmatch(rest)
        if match is not None and _is_date(match[1]):
            return Address("see", rest)
        return Refusal(
            "bad-date", f"“{_clip(rest)}” names no briefing.", "Write it as see:2016-06-19#id."
        )
    if scheme == "entity" and rest.strip():
        return Address("entity", rest.strip())
    return Refusal("bad-address", f"“{_clip(scheme + ':' + rest)}” is no address.")


def _is_date(text: str) -> bool:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _clip(text: str) -> str:
    """The text on one line, short enough to stand in a message."""
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:59] + "…"
