"""German: the present often means what is to come (“Am Freitag trifft er …”), so that a weekday is
linked only where its clause has a verb of the past. Compounds (Freitagabend) count."""

import re

from dateline.prose.calendars.table import Calendar, Cues, any_in, calendar, phrases, words

PARTS = ("", "abend", "morgen", "vormittag", "mittag", "nachmittag", "nacht", "früh")
NAMES = (
    *("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag"),
    *("Samstag Sonnabend", "Sonntag"),
)
WEEKDAYS = "\n".join(
    " ".join(f"{name}{part}" for name in names.split() for part in PARTS) for names in NAMES
)
MONTHS = """
    Januar Jänner
    Februar Feber
    März
    April
    Mai
    Juni
    Juli
    August
    September
    Oktober
    November
    Dezember
"""
OTHERS = """
    letzte nächste kommende diese vergangene vorige vorletzte übernächste folgende jede eine manche
    erste zweite dritte schwarze weiße blutige grüne
"""
OTHER_BEFORE = (
    rf"(?<!\w)(?i:(?:{any_in(OTHERS)})[nmrs]?|ein|de[nrs]|bis|bis\s+zum|ab|für|zum|vor|vo[mn]|immer|"
    r"stets)\s+",
    r"(?:Bild|Welt|NZZ|Zeitung)\s+am\s+",
    r"{weekday}\s*(?:[–—/-]|bis|oder|auf)\s*",
)
OTHER_AFTER = (
    r"\s*(?:[–—/-]|\s(?:bis|oder|auf))\s*{weekday}",
    r"[–/](?=\w)",
    r"\s+(?:in|vor)\s+(?:eine[rm]|zwei|drei|vier|\d+)\s",
    r"\s+(?:letzter|dieser|nächster|kommender|vergangener|voriger)\s+Woche",
)
HABITS = """
    jede jeder jeden jedem jedes immer wöchentlich üblicherweise regelmäßig
"""
LONG_AGO = {
    "vorige vorigen letzte letzten vergangene vergangenen": r"\s+(?:Woche|Monat|Jahr)",
    "vor": r"\s+\w+\s+(?:Woche|Monat|Jahr)",
}
TO_COME = """
    wird werden werde würde würden soll sollen sollte sollten will wollen wolle wollten kann können
    könnte könnten muss müssen dürfte dürften möchte möchten plant planen geplant vorgesehen
    erwartet angesetzt bevorstehende bevorstehenden anstehende anstehenden nächste nächsten nächster
    nächstes kommende kommenden kommender demnächst künftig künftige künftigen voraussichtlich
"""
TELLING = """
    sagte sagten erklärte erklärten teilte teilten meldete meldeten berichtete berichteten betonte
    betonten bestätigte bestätigten warnte warnten kündigte kündigten schrieb schrieben
"""
PAST = """
    war waren wurde wurden hatte hatten gab gaben kam kamen ging gingen stand standen forderte
    forderten erreichte erreichten eroberte eroberten tötete töteten starb starben traf trafen fand
    fanden begann begannen endete endeten schlug schlugen fiel fielen griff griffen nahm nahmen
    hielt hielten sprach sprachen stieg stiegen verließ verließen flog flogen floh flohen zog zogen
    lag lagen ließ ließen schoss schossen trat traten rief riefen besuchte besuchten landete
    landeten kehrte kehrten reiste reisten stimmte stimmten beschloss beschlossen einigte einigten
    öffnete öffneten schloss schlossen gelang stürmte stürmten bombardierte bombardierten
    explodierte explodierten räumte räumten setzte setzten stellte stellten legte legten zeigte
    zeigten blieb blieben verlor verloren gewann gewannen erhielt erhielten unterzeichnete
    unterzeichneten verkündete verkündeten veröffentlichte veröffentlichten dementierte
    verurteilte verurteilten kritisierte kritisierten nannte nannten
"""
HAVE = "hat haben habe ist sind sei seien"
DONE = r"(?:\w*ge\w{2,}(?:t|en)|(?:ver|be|er|ent|zer|miss|über|unter)\w{2,}(?:t|en)|\w{2,}iert)"
"""A participle; after `HAVE` it stands at the end of its clause."""


def table() -> Calendar:
    """The calendar of German."""
    return calendar(
        weekdays=WEEKDAYS,
        months=MONTHS,
        orders=(
            r"(?:de[nmr]\s+)?{day}\.\s*{month}(?:\s+{year})?",
            r"(?:de[nmr]\s+)?{day}\.\s?{number}\.(?:\s?{year})?",
        ),
        apposed=r"\s*\(\s*|,?\s+eine[mn]\s+",
        loosely=r",?\s+(?:am\s+)?",
        and_="und|oder|bis",
        elsewhen=r"\b(?:Jahr\w*|vorjährig\w*)\b",
        of_month=r",?\s+(?:de[nmr]\s+)?(?P<day>\d{1,2})\.(?!\d)",
        other_before="|".join(OTHER_BEFORE),
        other_after="|".join(OTHER_AFTER),
        habit=Cues(words(HABITS), phrases=phrases(LONG_AGO)),
        story=r"Im\s+(?:Jahre?\s+)?(?:{month}|(?:19|20)\d\d)\b",
        breaks=words("und aber oder sondern denn"),
        sure=r"(?<!\w)[Ss]eit\s+(?:dem\s+)?|(?<!\w)[Gg]estern,?\s+(?:am\s+)?",
        telling=words(TELLING),
        future=Cues(
            words(TO_COME),
            phrases=phrases(
                {
                    "steht stehen": r"\b[^,;]*\b(?:an|bevor)\b",
                    "zu": r"\s+\w+en(?=\W*(?:$|[,.;]))",
                }
            ),
        ),
        past=Cues(
            words(PAST) | words(TELLING),
            ("t", "en"),
            re.compile(rf"{DONE}\s+(?:{any_in(HAVE)})\b"),
            phrases({HAVE: rf"\s[^,;]*?\b{DONE}(?=\W*(?:$|[,.:;]))"}),
        ),
    )
