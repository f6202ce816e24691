"""What the columns of the data hold, in a sentence each: for the docs and `datapackage.json`."""

from dateline.model.data.tables import Column, Table

ABOUT = {
    "account": "The source in whose account it stands.",
    "address": "The address that was cited.",
    "anchor": "Its id in the briefing.",
    "as_of": "When it held: a moment, or a day where no hour is known.",
    "at": "When: a moment, or a day where no hour is known.",
    "bound": "`+` or more, `<` fewer than, `~` about; empty: just that.",
    "briefing": "The briefing, by its id.",
    "by": "Who wrote it, if the author said so; several are separated by `; `.",
    "claim": "The claim, by its headline.",
    "date": "The day of the briefing.",
    "days": "After how many days it was settled; empty: it is open.",
    "edition": "The briefing's edition; empty for a day's only one.",
    "entity": "The entity, by its id in the register.",
    "entry": "The entry, by its id.",
    "figure": "What the figure counts that the source was cited for.",
    "first_sentence": "The first sentence of its text; why it was withdrawn, if it was.",
    "grade": "How reliable the source is, A to F.",
    "headline": "Its headline, or its first sentence, shortened.",
    "high": "The number, or the upper end of the range.",
    "id": "Its name for ever, a `tag:` URI.",
    "kind": "`people`, `places`, `organisations` or `things`.",
    "label": "The label above its headline.",
    "language": "The language's code.",
    "later": "What became of it by the last entry that says so.",
    "latitude": "Degrees north, of a protected place no finer than its locality's.",
    "longitude": "Degrees east, likewise.",
    "low": "The number, or the lower end of the range.",
    "name": "What it is called.",
    "names": "The entities that it names, by their ids.",
    "note": "What was wrong, without mark-up.",
    "number": "Its number in this file, which may be another after the next build.",
    "of": "Of how many, as the author wrote it.",
    "of_high": "The upper end of that.",
    "of_low": "The lower end of that.",
    "pinpoint": "Where in the source.",
    "place": "The place, by its id in the register; empty for one that is not there.",
    "places": "The places that it is set in, by name, separated by `; `.",
    "position": "Its place in the order of the page, from 1.",
    "precision": "How exact the position is: `exact`, `vicinity`, `locality`, `region`.",
    "published": "When the briefing was published: its `as_of`, or the beginning of its day.",
    "register": "Which register: `sections`, `threads`, `sources`, `entities`.",
    "role": "What the entity is.",
    "section": "Its section, by the id in the register.",
    "sentence": "The sentence; empty where there is none, and of a withdrawn entry.",
    "series": "The id of its series.",
    "settled_by": "The entry that settled it, by its id; empty: it is open.",
    "settled_on": "The day of that entry's briefing.",
    "source": "The source, by its id in the register; empty for one that is not there.",
    "sources": "Who gives it, separated by `; `.",
    "status": "`claimed`, `confirmed`, `disputed`, `denied`, `withdrawn`, or empty.",
    "tag": "Its name for ever, a `tag:` URI.",
    "text": "All its text without mark-up: its own, accounts, updates, corrections.",
    "thread": "The thread, by its id in the register.",
    "threads": "Its threads by their ids, separated by `; `.",
    "time": "The moment that it tells of.",
    "title": "Its title.",
    "trend": "`worse`, `better`, `same`, or empty.",
    "unit": "In what it counts; a share begins with `%`.",
    "updated": "When it last became otherwise: corrected, updated, or a claim in it settled.",
    "url": "Its address.",
    "value": "The number as the author wrote it.",
    "was": "What stood before.",
    "what": "What is counted.",
    "within": "The place around it, by its id in the register.",
    "words": "How many words it has.",
}
OWN = {
    "briefings.date": "The day.",
    "claims.entry": "The claim, by its id.",
    "claims.status": "The last word on it: `claimed` if nobody said more, `disputed`, `confirmed`, "
    "`denied`.",
    "entries.kind": "`report`, `analysis` or `background`.",
    "entries.sources": "The sources cited in it, by name.",
    "figures.entry": "The entry that gives it, by its id; empty: the briefing as a whole.",
    "figures.status": "Its status, or its entry's.",
    "citations.entry": "The entry that cites it; empty: the briefing as a whole.",
    "corrections.entry": "The entry that was wrong; empty: the briefing as a whole.",
    "sources.kind": "What kind of source it is, in the register's word.",
}
OF_REGISTERS = "Its id in the register."
REGISTERS = ("sections", "threads", "sources", "entities", "names")


def about(table: Table, column: Column) -> str:
    """What a column holds."""
    if column.name == "id" and table.name in REGISTERS:
        return OF_REGISTERS
    told = OWN.get(f"{table.name}.{column.name}") or ABOUT[column.name]
    return told.replace("by its id", "by its number") if column.to.endswith(".number") else told
