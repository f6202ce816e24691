"""Mails, ready to send: to be opened as drafts, without an address to send them to.

In: briefings as HTML and as text. Out: a message each (RFC 5322), in which a client shows what it
can (multipart/alternative, RFC 2046, 5.1.4). Nothing that an author wrote can begin a header.
"""

import hashlib
import re
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from dateline.problems import Refused
from dateline.session.shaping import Piece, Shaping

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_ID = re.compile(r"tag:([^,]+),(.+)")
_UNSAFE = re.compile(r"[^A-Za-z0-9.\-]+")


def mails(shaping: Shaping) -> Iterator[tuple[str, bytes]]:
    """The files, one a briefing. Raises `Refused` where the site does not know its own address."""
    if not shaping.settings.site_url:
        raise Refused("A mail leads to the site: give mkdocs.yml its `site_url`.")
    for piece in shaping.pieces("eml"):
        yield f"{piece.name}.eml", mail(piece, shaping.scope.lang)


def mail(piece: Piece, lang: str) -> bytes:
    """One message."""
    html, text = piece.contents
    message = EmailMessage(policy=SMTP)
    message["Subject"] = in_one_line(piece.title)
    message["Date"] = format_datetime(piece.published)
    message["Message-ID"] = message_id(piece.tag)
    message["Archived-At"] = f"<{piece.address}>"  # RFC 5064
    message["Content-Language"] = lang
    message["X-Unsent"] = "1"
    message.set_content(text.decode(), cte="quoted-printable")
    message.add_alternative(html.decode(), subtype="html", cte="quoted-printable")
    message.set_boundary(f"=_{hashlib.sha256(html + text).hexdigest()[:32]}")
    return message.as_bytes()


def in_one_line(text: str) -> str:
    """A text for a header: what would end it is a space."""
    return " ".join(_CONTROL.sub(" ", text).split())


def message_id(tag: str) -> str:
    """The name of a briefing as that of a message (RFC 5322, 3.6.4): the same whenever it is
    sent, so that clients know a second one for the same."""
    found = _ID.fullmatch(tag)
    domain, rest = (found[1], found[2]) if found else ("", tag)
    return f"<{_UNSAFE.sub('.', rest).strip('.')}@{_UNSAFE.sub('.', domain) or 'dateline.invalid'}>"
