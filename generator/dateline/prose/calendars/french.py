"""French: small letters, “le vendredi” for every Friday, and a present that may mean what is to
come; a weekday is linked only where its clause has a verb of the past."""

import re

from dateline.prose.calendars.table import Calendar, Cues, calendar, phrases, words

WEEKDAYS = """
    lundi
    mardi
    mercredi
    jeudi
    vendredi
    samedi
    dimanche
"""
MONTHS = """
    janvier
    février
    mars
    avril
    mai
    juin
    juillet
    août
    septembre
    octobre
    novembre
    décembre
"""
OTHER_BEFORE = (
    r"(?<!\w)(?i:les?|un|ce|cet|du|au|chaque|d[’']ici|jusqu[’'](?:à|au)|d[èe]s|avant|pour|"
    r"à\s+partir\s+de|prochain|premier|second|deuxième|troisième|dernier|autre|de|entre|à)\s+",
    r"{weekday}\s*(?:[–—/-]|ou|à|au)\s*",
)
OTHER_AFTER = (
    r"\s*(?:[–—/-]|\s(?:ou|à|au))\s*{weekday}",
    r"[–/](?=\w)",
    r"\s+(?:dernier|prochain|suivant|précédent|passé|saint|gras|noir|sanglant|en\s+huit)\b",
    r"\s+(?:des\s+(?:Cendres|Rameaux|Morts)|de\s+(?:Pâques|Pentecôte|la\s+semaine))\b",
)
HABITS = "chaque toujours habituellement régulièrement hebdomadaire"
LONG_AGO = {"semaine mois année an": r"\s+(?:dernière?|passée?)\b", "il": r"\s+y\s+a\b"}
BREAKS = """
    et mais ou qui que dont où quand lorsque car tandis alors après avant pour afin puis
"""
TO_COME = """
    va vont doit doivent devrait devraient pourrait pourraient peut peuvent prévu prévue prévus
    prévues attendu attendue attendus attendues prochain prochaine prochains prochaines demain
    prévoit prévoient compte comptent envisage envisagent espère espèrent souhaite souhaitent
    programmé programmée programmés programmées
"""
TELLING = "déclaré annoncé affirmé indiqué dit expliqué précisé ajouté assuré confirmé rapporté"
PAST = """
    était étaient avait avaient fut furent déclara annonça affirma indiqua mourut tua prit fit vint
    eut eurent
"""
HAVE = "a ont avait avaient est sont était étaient eut eurent fut furent"
HAD = " ".join(
    f"{start}{verb}" for start in ("", "n’", "n'", "l’", "l'", "s’", "s'") for verb in HAVE.split()
)
DONE = (
    r"\w+ée?s?|dite?s?|faite?s?|mise?s?|(?:com|re|sur)?prise?s?|e[uû]e?s?|vue?s?|"
    r"(?:re|sur|inter|par|de|inter)?venue?s?|(?:ob|dé|re|main)?tenue?s?|reçue?s?|rendue?s?|perdue?s?|"
    r"répondu|reconnue?s?|conclue?s?|morte?s?|(?:ou|off|couv)erte?s?|(?:per|pro|re)mise?s?|"
    r"(?:détr|cond|prod)uite?s?|écrite?s?|interdite?s?|(?:a|com)?battue?s?|couru|paru|disparue?s?|"
    r"partie?s?|sortie?s?|finie?s?|choisie?s?|réunie?s?|averti|saisie?s?|subie?s?|suivie?s?|"
    r"atteinte?s?|rejointe?s?|réagi|péri|plu|lus?|cru|su|pu|dû|voulu|vécu|(?:con)?vaincue?s?|élue?s?|accueillie?s?"
)


def table() -> Calendar:
    """The calendar of French."""
    return calendar(
        weekdays=WEEKDAYS,
        months=MONTHS,
        orders=(
            r"(?:le\s+)?{day}(?:er)?\s+{month}(?:\s+{year})?",
            r"(?:le\s+)?{day}/{number}/{year}",
        ),
        apposed=r"\s*\(\s*(?:un\s+)?|,?\s+un\s+",
        and_="et|ou|au",
        elsewhen=r"\b(?:ans?|années?|anniversaires?|siècles?|décennies?)\b",
        of_month=r"\s+(?:le\s+)?(?P<day>\d{1,2})(?:er)?(?![\w.,:%]\w|\w|\s*(?:h|heures)\b)",
        other_before="|".join(OTHER_BEFORE),
        other_after="|".join(OTHER_AFTER),
        habit=Cues(words(HABITS), phrases=phrases(LONG_AGO)),
        story=r"En\s+(?:{month}|(?:19|20)\d\d)\b",
        breaks=words(BREAKS),
        elided=("qu’", "qu'", "lorsqu’", "lorsqu'"),
        sure=r"(?<!\w)[Dd]epuis\s+|(?<!\w)[Hh]ier,?\s+",
        telling=words(TELLING),
        future=Cues(
            words(TO_COME),
            ("ra", "ront", "rai", "rons", "rez", "rait", "raient"),
            re.compile(r"\w{4}"),
            phrases({"a ont": r"\s+lieu\b", "sur": r"\s+le\s+point\b", "en": r"\s+vue\b"}),
        ),
        past=Cues(
            words(PAST),
            ("èrent",),
            phrases=phrases({HAD: rf"\s+(?:\w+\s+){{0,3}}?(?:{DONE})\b"}),
        ),
    )
