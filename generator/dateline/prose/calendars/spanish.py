"""Spanish: small letters, “los viernes” for every Friday, and a present that may mean what is to
come; a weekday is linked only where its clause has a verb of the past, which is easily told."""

import re

from dateline.prose.calendars.table import Calendar, Cues, any_in, calendar, phrases, words

WEEKDAYS = """
    lunes
    martes
    miércoles
    jueves
    viernes
    sábado
    domingo
"""
MONTHS = """
    enero
    febrero
    marzo
    abril
    mayo
    junio
    julio
    agosto
    septiembre setiembre
    octubre
    noviembre
    diciembre
"""
OTHERS = """
    los un este ese aquel cada próximo pasado último primer segundo tercer siguiente otro algún del
    al Santo
"""
OTHER_BEFORE = (
    rf"(?<!\w)(?i:{any_in(OTHERS)}|(?:hasta|desde|para|entre)(?:\s+el)?|antes\s+del|a\s+partir\s+del)"
    r"\s+",
    r"{weekday}\s*(?:[–—/-]|o|a|al)\s*",
)
OTHER_AFTER = (
    r"\s*(?:[–—/-]|\s(?:o|a|al))\s*(?:el\s+)?{weekday}",
    r"[–/](?=\w)",
    r"\s+(?:pasado|próximo|siguiente|anterior|que\s+viene|[sS]anto|negro|sangriento)\b",
    r"\s+de\s+(?:Ramos|Ceniza|Resurrección|Pascua|la\s+semana|cada)\b",
)
HABITS = "cada siempre habitualmente semanalmente regularmente hace"
LONG_AGO = {"semana mes año": r"\s+pasad[oa]\b"}
BREAKS = """
    y e pero o que quien quienes cuando donde mientras porque aunque tras si para sino cuyo cuya
"""
TO_COME = """
    va van debe deben debería deberían podría podrían puede pueden previsto prevista previstos
    previstas próximo próxima próximos próximas prevé prevén espera esperan planea planean
    programado programada programados programadas convocado convocada convocados convocadas pretende
    pretenden
"""
PAST = """
    fue fueron era eran había habían hubo dijo hizo tuvo puso pudo estuvo dio vio vino quiso supo
    produjo condujo estaba estaban tenía tenían
"""
DONE = r"\w+[ai]do|dicho|hecho|muerto|visto|puesto|vuelto|abierto|escrito"


def table() -> Calendar:
    """The calendar of Spanish."""
    return calendar(
        weekdays=WEEKDAYS,
        months=MONTHS,
        orders=(
            r"(?:el\s+)?(?:día\s+)?{day}\s+de\s+{month}(?:\s+(?:del?\s+)?{year})?",
            r"(?:el\s+)?{day}/{number}/{year}",
        ),
        apposed=r"\s*\(\s*(?:un\s+)?|,?\s+un\s+",
        and_="y|o|al",
        elsewhen=r"\b(?:años?|aniversarios?|siglos?|décadas?)\b",
        of_month=r"\s+(?P<day>\d{1,2})(?![.,:%]?\w)",
        other_before="|".join(OTHER_BEFORE),
        other_after="|".join(OTHER_AFTER),
        habit=Cues(words(HABITS), phrases=phrases(LONG_AGO)),
        story=r"En\s+(?:{month}|(?:19|20)\d\d)\b",
        breaks=words(BREAKS),
        sure=r"(?<!\w)[Aa]yer,?\s+",
        telling=words("dijo anunció afirmó declaró informó aseguró confirmó explicó indicó añadió"),
        future=Cues(
            words(TO_COME),
            ("rá", "rán", "ré", "remos", "réis", "ría", "rían"),
            phrases=phrases({"a": r"\s+punto\s+de\b"}),
            anywhere=re.compile(r"(?<!la\s)(?<!por\s)mañana\b"),
        ),
        past=Cues(
            words(PAST),
            ("ó", "aron", "ieron", "yeron", "jeron"),
            phrases=phrases({"ha han había habían": rf"\s+(?:\w+\s+)?(?:{DONE})\b"}),
        ),
    )
