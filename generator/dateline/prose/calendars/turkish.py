"""Turkish: a weekday is one with “günü” or a part of the day behind it (`pazar` alone is a market),
and is linked where the clause ends in a verb of the past: there Turkish has its verb."""

import re

from dateline.prose.calendars.table import Calendar, Cues, any_in, calendar, phrases, words

WEEKDAYS = """
    pazartesi
    salı
    çarşamba
    perşembe
    cuma
    cumartesi
    pazar
"""
MONTHS = """
    ocak
    şubat
    mart
    nisan
    mayıs
    haziran
    temmuz
    ağustos
    eylül
    ekim
    kasım
    aralık
"""
OTHERS = """
    geçen geçtiğimiz gelecek önümüzdeki bu o her bir ilk son önceki sonraki ertesi kara kanlı kutsal
    bazı Geçen Geçtiğimiz Gelecek Önümüzdeki Bu Her Bir Kara Kanlı
"""
TO_COME = "yarın planlanıyor bekleniyor planlanan beklenen gelecek önümüzdeki kadar"
NOUNS = "şimdi kendi yedi ordu parti saati devleti hükümeti adı hayatı tarihi"
PAST = (
    rf"(?!(?:{any_in(NOUNS)})(?!\w))\w{{2,}}(?:[dt][ıiuü]|m[ıiuü]şt[ıiuü]r?)(?:l[ae]r)?"
    r"(?=[\W\d]*\Z)"
)
"""The last word of a clause: it was, it came, it is said to have come."""


def table() -> Calendar:
    """The calendar of Turkish."""
    return calendar(
        weekdays=WEEKDAYS,
        months=MONTHS,
        orders=(
            r"{day}\s+{month}(?:[’'][a-zığüşöç]+)?(?:\s+{year})?",
            r"{day}\.{number}\.{year}",
        ),
        apposed=r"\s*\(\s*|\s+",
        loosely=r",\s+",
        and_="ve|veya|ile",
        elsewhen=r"\b(?:yıl\w*|sene\w*|yüzyıl\w*)\b",
        other_before=rf"(?<!\w)(?:{any_in(OTHERS)})\s+|"
        r"{weekday}\s*(?:[–—/-]|ve|ile|veya|ya\s+da|ila)\s*",
        other_after=r"\s*[–—/-]",
        needs_after=r"\s+(?:günü|sabahı|akşamı|gecesi)(?!\w)",
        habit=Cues(
            words("her genellikle haftalık düzenli önce"),
            phrases=phrases({"geçen": r"\s+(?:hafta|ay|yıl)\b"}),
        ),
        future=Cues(words(TO_COME), anywhere=re.compile(r"\w+[ea]c[ea][kğ]")),
        past=Cues(anywhere=re.compile(PAST)),
    )
