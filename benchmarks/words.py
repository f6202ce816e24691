"""What the made-up archive is written with: names, words, and sentences of them.

Everything is drawn from the generator of random numbers that is handed in. The sentences mean
nothing; they have the length of words, the punctuation and the capitals of news.
"""

from random import Random


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


COMMON = _words(
    "the of and to in that was for on with as by at from it an be this which or had are but not "
    "they one all were there would their been has when who will more no if out so said what up "
    "about into than them can only other new some could time these two then after before against "
    "under over between through during without within along among since until while because"
)
NEWS = _words(
    "government official officials statement report reports ministry forces troops talks ceasefire "
    "border town village district province crossing convoy aid hospital school bridge road airport "
    "harbour market council committee envoy spokesman minister deputy commander brigade police "
    "guards patrol checkpoint shelling strike strikes attack attacks raid clashes fighting advance "
    "withdrawal evacuation refugees families residents civilians wounded killed dead missing "
    "detained released arrested accused denied confirmed announced rejected agreed proposed "
    "demanded warned opened closed blocked reached crossed entered left returned arrived delivered "
    "suspended resumed delayed cancelled election vote parliament court ruling sanctions embargo "
    "fuel grain water power prices budget loan debt rent union harvest flood drought storm "
    "earthquake evidence video footage witnesses account agency monitor observers inspectors "
    "investigation commission delegation summit agreement draft resolution deadline extension"
)
FIRST = _words("Al Bar Dar Kel Mar Nor Or Pal Qas Ras Sal Tal Um Ver Wad Yar Zem Has Jer Lom")
LAST = _words("abad bridge dour ella fin gara hama ir jan kar lin mina nour ova pur riq shan tor")
GIVEN = _words("Adan Bela Cyra Dima Edda Farid Gina Hadi Ilya Jana Karim Lena Musa Nadia Omar")
THINGS = _words("Accord Bridge Channel Corridor Fund Mechanism Pipeline Programme Treaty Zone")
BODIES = _words(
    "Assembly Brigade Committee Council Front League Mission Movement Observatory Union"
)
SECTIONS = ("LATEST", "North border", "Capital", "Abroad")
CAPTIONS = (
    "The road to the crossing",
    "The market on Saturday",
    "The harbour",
    "The assembly hall",
)


def coined(index: int) -> str:
    """A proper name that no other index has, as one word: `Kelgara`, `Kelgara-Tor`."""
    index, first = divmod(index, len(FIRST))
    index, last = divmod(index, len(LAST))
    name = FIRST[first] + LAST[last]
    return f"{name}-{coined(index - 1)}" if index else name


def sentence(rng: Random, length: int) -> str:
    """A sentence of `length` words with an initial capital and no full stop."""
    words = [rng.choice(COMMON if rng.random() < 0.55 else NEWS) for _ in range(length)]
    if rng.random() < 0.25:
        words[rng.randrange(length)] = (
            f"{rng.choice(GIVEN)} {rng.choice(FIRST)}{rng.choice(LAST)}sen"
        )
    if rng.random() < 0.2:
        words[rng.randrange(length)] = str(rng.choice((3, 8, 12, 40, 250, 1400)))
    if rng.random() < 0.1:
        words[0] += "'s"
    if length > 8 and rng.random() < 0.5:
        words[length // 2] += ","
    if rng.random() < 0.08:
        words[-1] = f"“{words[-1]}”"
    return words[0][:1].upper() + words[0][1:] + " " + " ".join(words[1:])


def prose(rng: Random, characters: int) -> str:
    """Sentences of about that many characters together."""
    text = ""
    while len(text) < characters - 30:
        length = min(rng.randint(9, 21), max(5, (characters - len(text)) // 6))
        text += (" " if text else "") + sentence(rng, length) + "."
    return text
