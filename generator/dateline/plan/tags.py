"""Names for ever: what feeds, mails and data call a briefing, an entry, a stream (`tag:` URIs,
RFC 4151).

A name is made of what an author never changes: the domain that the site's feeds are named by, the
date, the language, the edition, the entry's id. It stays when the site moves, when pages move
inside it, and whatever is said of the entry.
"""

from datetime import UTC

from dateline.model.briefing import Correction
from dateline.model.linked import EditionKey, Key, Record
from dateline.plan.scope import REGISTERS, Scope


def briefing_tag(key: EditionKey, scope: Scope) -> str:
    """A briefing: `tag:example.org,2016-06-19:en:evening`; a day's only one ends in `en:`."""
    return f"tag:{scope.settings.feed_domain},{key.date}:{scope.lang}:{key.edition}"


def entry_tag(key: Key, scope: Scope) -> str:
    """An entry: `tag:example.org,2016-06-19:en::turkey-border`."""
    return f"{briefing_tag(EditionKey(key.date, key.edition), scope)}:{key.id}"


def settlement_tag(claim: Key, by: Key, scope: Scope) -> str:
    """What one entry says became of another's claim."""
    return f"{entry_tag(by, scope)}:settles:{claim.date}:{claim.edition}:{claim.id}"


def correction_tag(of: str, mend: Correction, number: int, scope: Scope) -> str:
    """A mend of what has a name; `number` counts those of one moment from 1, in the author's
    order. A day without an hour is the same day in any time zone of the site."""
    at = mend.at.astimezone(UTC if mend.timed else scope.zone)
    return f"{of}:corrected:{at.strftime('%Y%m%dT%H%MZ' if mend.timed else '%Y%m%d')}:{number}"


def stream_tag(record: Record, scope: Scope) -> str:
    """A section, thread, entity or source, by the first id that it had."""
    id_ = record.moved[0] if record.moved else record.id
    return site_tag(f"{REGISTERS[type(record)]}/{id_}", scope)


def site_tag(what: str, scope: Scope) -> str:
    """A list of the whole site, or (`what` empty) the site itself. A tag's date only says since
    when the domain was its owner's; any day that is surely past will do."""
    return f"tag:{scope.settings.feed_domain},2000-01-01:{scope.lang}:{what}"
