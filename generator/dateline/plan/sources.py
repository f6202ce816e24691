"""The ledger at a briefing's end: who was cited, by kind, each with every place in it.

A pinpoint and an address that were cited together stay together: `[@sana, report of 18 June](…)` is
one cite.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from dateline.model.linked import Cited, Edition
from dateline.model.registers import in_language
from dateline.model.views import Cite, LedgerGroup, LedgerRow, Link
from dateline.plan.scope import Scope


def ledger(edition: Edition, scope: Scope) -> Iterator[LedgerGroup]:
    """The sources of a briefing by kind, in the order first cited; those of no kind come last."""
    cited = (*edition.cited, *(c for item in edition.items for c in item.cited))
    kinds: dict[str, dict[str, list[Cited]]] = {}
    for each in cited:
        kind = kind_of(each, scope)
        kinds.setdefault(kind, {}).setdefault(each.id or each.text, []).append(each)
    for kind in sorted(kinds, key=lambda kind: kind == ""):
        yield LedgerGroup(
            kind=kind, rows=tuple(ledger_row(all_, scope) for all_ in kinds[kind].values())
        )


def kind_of(cited: Cited, scope: Scope) -> str:
    """The kind of a cited source, in the register's word."""
    record = scope.source(cited.text)
    return in_language(record.kind, scope.lang) if record else ""


def ledger_row(cited: Iterable[Cited], scope: Scope) -> LedgerRow:
    """One source of a briefing, with every place cited."""
    all_ = tuple(cited)
    record = scope.source(all_[0].text)
    link = scope.link(record) if record else Link(all_[0].text)
    grade = record.grade if record else ""
    return LedgerRow(source=link, grade=grade, cites=tuple(cites(all_, link.text)))


def cites(cited: Iterable[Cited], name: str) -> Iterator[Cite]:
    """What was cited of a source called `name`, each place once, in order. A citation that says
    less than another of the same pinpoint or the same address is none of its own."""
    pairs = dict.fromkeys((each.pinpoint, each.address) for each in cited)
    located = {pinpoint for pinpoint, address in pairs if pinpoint and address}
    named = {address for pinpoint, address in pairs if pinpoint and address}
    kept = [
        (pinpoint, address)
        for pinpoint, address in pairs
        if (pinpoint or address)
        and not (pinpoint in located and not address)
        and not (address in named and not pinpoint)
    ]
    hosts = Counter(host(address) for pinpoint, address in kept if not pinpoint)
    for pinpoint, address in kept:
        is_clear = pinpoint or (hosts[host(address)] == 1 and host(address) != name)
        short = host(address) if is_clear else without_scheme(address)
        yield Cite(pinpoint=pinpoint, address=address, short=short)


def host(address: str) -> str:
    """The host of an address, as readers know it."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


def without_scheme(address: str) -> str:
    """Host and path: where the host alone would not tell two of them apart, or only repeat the
    source's name."""
    return host(address) + urlsplit(address).path.rstrip("/")
