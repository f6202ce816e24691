"""English: weekdays with capitals, in all the ways in which news is dated."""

import re

from dateline.prose.calendars.table import Calendar, Cues, any_in, calendar, phrases, words

WEEKDAYS = """
    Monday
    Tuesday
    Wednesday
    Thursday
    Friday
    Saturday
    Sunday
"""
MONTHS = """
    January Jan
    February Feb
    March Mar
    April Apr
    May
    June Jun
    July Jul
    August Aug
    September Sept Sep
    October Oct
    November Nov
    December Dec
"""
DAYS = any_in(WEEKDAYS)
PART = r"(?:\s+(?:night|morning|afternoon|evening|noon|midday))?"
ON = r"(?:[Ll]ate\s+|[Ee]arly\s+)?(?:on\s+)?(?:late\s+|early\s+)?"
UNITS = "(?:days?|weeks?|fortnights?|months?|years?)"

FEASTS = """
    Good Black Bloody Palm Easter Ash Maundy Holy Shrove Super Cyber Giving Fat Spy Whit Trinity
    Advent Remembrance Mothering Pentecost Blue Manic Bright Small_Business Man Girl Gal Joe Ruby
    Sheffield
"""
PAPERS = """
    Times Telegraph Mirror Express Mail Herald Independent Post Business_Post Star People Sun World
    Mercury Tribune Review Examiner Chronicle Gazette Dispatch Mass School
"""
"""A weekday in the name of a feast, a newspaper, a club or a person is none."""
OTHERS = """
    last next this coming following previous past that same every each any some another most many
    no one a an the first second third fourth fifth other alternate weekly upcoming until till til
    through before
"""
OTHER_BEFORE = (
    rf"(?<!\w)(?i:{any_in(OTHERS)}|{UNITS}|{UNITS} on)\s+",
    r"(?<!\w)(?:[Ss]tarting|[Bb]eginning|[Oo]pening|[Ee]ffective)\s+(?:on\s+)?",
    r"(?<!\w)(?:[Bb]y|[Ff]or|[Ff]rom|[Tt]o)\s+(?:(?:late|early)\s+)?",
    rf"(?<!\w)(?:{any_in(FEASTS)})\s+",
    r"(?<!\w)(?:Mail|Independent|News|Scotland|Wales)\s+on\s+",
    r"{weekday}\s*(?:[–—/-]|to|through|until|till)\s*",
)
OTHER_AFTER = (
    r"\s*(?:[–—/-]|\s(?:to|through|until|till))\s*{weekday}",
    r"[–/](?=\w)",
    r"\s+(?:week|last|next|onwards?|before last|after next|prayers?|sermons?|service)\b",
    r"\s+of\s+(?:last|next|that|this|each|every|Holy)\b",
    r"\s+of\s+the\s+(?:\w+\s+)?(?:week|month|year)\b",
    r"\s+in\s+(?:{month}|\d|(?:late|early|mid-?)\b)",
    rf"\s+(?:\w+\s+)?{UNITS}\s+(?:ago|earlier|later|before|after)\b",
    r"\s+and\s+every\b",
    rf"(?<=Sunday)\s+(?:{any_in(PAPERS)})\b",
    r"\s+(?:Night\s+(?:Live|Football|Lights)|Evening\s+Post|Mosque|Island|Addams|Club)\b",
)
HABITS = """
    every each usually always normally regularly weekly typically fortnightly
"""
SEASONS = "weekend spring summer autumn fall winter"
LONG_AGO = {
    "day days week weeks fortnight fortnights month months year years": r"\s+ago\b",
    "last previous past following": rf"\s+(?:{UNITS}|{any_in(SEASONS)}|{any_in(MONTHS)})\b",
}
BREAKS = """
    and but or while after before that which who whom whose when because although though if so
    where whether until than then yet as
"""

TO_COME = """
    will won't won’t shall shan't shan’t would wouldn't wouldn’t must might should ought may can
    tomorrow upcoming forthcoming scheduled expected expects expect anticipated slated plan plans
    planned planning hopes hoping hope intend intends intended aims seeks deadline pending
"""
MEANT = """
    agree agrees agreed aim aims aimed ask asks asked decide decides decided direct directs
    directed invite invites invited offer offers offered order orders ordered pledge pledges pledged
    prepare prepares prepared promise promises promised ready refuse refuses refused tell tells told
    threaten threatens threatened urge urges urged vow vows vowed want wants wanted warn warns
    warned
"""
"""What is asked, told or promised lies ahead of those who say so."""
CAUSES = "the a an its his her their bad heavy lack poor security weather"
COMING = {
    "next": r"\b(?!\s+to\b)",
    "due": rf"\b(?!\s+to\s+(?:{any_in(CAUSES)})\b)",
    "could": r"\b(?!\s+not\b)",
    "is are was were be been am": r"\s+(?:also\s+|now\s+|not\s+|still\s+)?"
    r"(?:to|set\s+(?:to|for)|going\s+to|about\s+to)\s+(?=[a-z])",
    "not yet bound likely supposed need needs has have order": r"\s+to\s+(?=[a-z])",
    MEANT: r"\s+(?:(?!on\b|[A-Z]\w+day\b)[\w’'-]+\s+){0,3}?"
    r"to\s+(?!(?:the|an?|his|her|its|their)\b)(?=[a-z])",
    "to": r"\s+be\b",
    "call calls called calling": r"\s+(?:for\b|on\s+(?![A-Z]\w+day\b))",
    "ahead": r"\s+of\b",
    "no": r"\s+later\s+than\b",
}
WILL = ("'ll", "’ll")
TOLD = """
    said told announced reported confirmed declared denied added warned stated wrote tweeted posted
    claimed acknowledged admitted insisted published released revealed
"""
"""Verbs of saying: what follows the weekday beside them is another clause."""
IRREGULAR = """
    was were had did been began became broke brought built burnt came caught chose cut dealt died
    drew drove fell felt fled flew fought found gave went got grew held heard hit hurt kept knew led
    left let lost made meant met paid put quit ran rose sank sat saw sent set shook shot shut slew
    sold spent split spoke spread stood stole struck swept swore taken took threw thought told
    understood withdrew won wore wrote seen shown known given driven spoken written stolen fallen
    laid lay said dead didn't didn’t wasn't wasn’t weren't weren’t hadn't hadn’t
"""
NO_VERBS = """
    need speed indeed hundred seed feed breed exceed proceed succeed naked sacred wicked armed
    scheduled expected planned intended slated anticipated embed aged unprecedented
"""
BEFORE_NOUNS = """
    the a an his her its their our my this that these those some any no more most very much of in
    with by for
"""
VERBED = (
    rf"(?!(?:{any_in(NO_VERBS)})\b)"
    + "".join(rf"(?<!\b{word}\s)" for word in BEFORE_NOUNS.split())
    + r"[a-z]{2,}ed\b"
)
"""A verb of the past; in “the disputed vote” the word is none, and says nothing of the clause."""
SURE = (
    r"(?<!\w)[Ss]ince\s+(?:(?:late|early)\s+)?",
    rf"(?<!\w)(?<!be\s)(?<!to\s)(?<!been\s)(?<!have\s)(?:{any_in(TOLD)})\s+"
    rf"(?:(?!to\b|for\b|plan)[\w’'-]+\s+){{0,5}}?{ON}",
    rf"(?<![\w-]){VERBED}\s+{ON}",
)
STARTING = """
    begins starts resumes opens meets arrives convenes expires ends leaves departs travels visits
    flies votes returns faces plays hosts addresses holds signs submits open begin
    resume convene arrive expire meet
"""
EVENTS = """
    vote votes voting election elections referendum referendums referenda poll polls ballot run-off
    runoff summit deadline debate hearing match game final launch conference budget
"""
SOON = {
    "take takes": r"\s+(?:place|effect|office)\b",
    "come comes": r"\s+into\b",
    "kick kicks": r"\s+off\b",
    "go goes": r"\s+to\s+the\s+polls\b",
    "is are": rf"\s+(?:(?:[\w-]+\s+){{0,5}}?(?:on|for)\s+)?(?:{DAYS})",
}
EVENT = rf"(?:{DAYS})[’']s\s+(?:[\w-]+\s+)?(?:{any_in(EVENTS)})\b"
GOING = (
    r"\b"
    + "".join(rf"(?<!\b(?i:{word})\s)" for word in BEFORE_NOUNS.split())
    + rf"[a-z]+[^\Ws]s\s+(?:on\s+)?(?:{DAYS})\b"
)
"""What may be a verb of the present: “it reopens Monday”. A plural (“strikes on Monday”) is taken
for one too, where nothing else in the clause says that it is past."""


def table() -> Calendar:
    """The calendar of English."""
    return calendar(
        weekdays=WEEKDAYS,
        months=MONTHS,
        orders=(
            r"{day}(?:st|nd|rd|th)?\s+(?:of\s+)?{month}\.?(?:,?\s+{year})?",
            r"{month}\.?\s+(?:the\s+)?{day}(?:st|nd|rd|th)?(?:,?\s+{year})?",
        ),
        gap=rf"{PART}(?:\s*,?\s+(?:the\s+)?|\s*\(\s*(?:the\s+|on\s+)?)",
        apposed=r"\s*\(\s*(?:an?\s+)?|,?\s+(?:(?:which\s+)?was\s+)?an?\s+",
        loosely=r",?\s+(?:on\s+)?",
        and_="and|or|to|through|until",
        elsewhen=r"\b(?:years?|anniversar(?:y|ies)|decades?|century|centuries)\b",
        of_month=rf"{PART},?\s+(?:the\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)\b",
        other_before="|".join(OTHER_BEFORE),
        other_after="|".join(OTHER_AFTER),
        habit=Cues(words(HABITS), phrases=phrases(LONG_AGO)),
        story=r"(?:Back\s+)?In\s+(?:(?:early|late|mid-?)\s*)?(?:{month}|(?:19|20)\d\d)\b",
        breaks=words(BREAKS),
        sure="|".join(SURE),
        telling=words(TOLD),
        future=Cues(words(TO_COME), WILL, phrases=phrases(COMING)),
        past=Cues(words(IRREGULAR), ("ed",), re.compile(VERBED)),
        soon=Cues(words(STARTING), phrases=phrases(SOON), anywhere=re.compile(f"{EVENT}|{GOING}")),
        is_told=False,
    )
