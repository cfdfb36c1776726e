"""The language of a text: Finnish, Swedish or English, told apart by their function words."""

import re
from collections.abc import Mapping

from kuultu.domain.reply_guide.notation import as_read

WORD = re.compile(r"[^\W\d_]+")


def _words(text: str) -> frozenset[str]:
    return frozenset(WORD.findall(text))


FUNCTION_WORDS: Mapping[str, frozenset[str]] = {
    "fi": _words("""
        ja että ei ole oli olen olemme olet olisi ovat olivat on onko oliko eikö sinä sinun sinulle sinua minä minun
        minulle minua meidän meille meitä teidän teille hän se sen sitä sille siitä siihen tämä tämän tätä tästä tähän
        nämä niitä niiden mikä mitä missä mistä mihin milloin miten miksi kuka kun koska jos mutta tai sekä myös vain
        nyt vielä jo kuin kanssa ilman ennen jälkeen takia vuoksi mukaan kiitos kiitoksia hei moi anteeksi pahoillamme
        pahoillani emme en emmekä enkä eivät et ette voi voimme voin voit voisitko haluaisin haluamme saat saimme saatko
        jonka joka jotka josta jossa uuden uusi terveisin kyllä hyvä jälleen heti tänään huomenna
    """),
    "sv": _words("""
        och att inte är det den de vi ni du jag mig dig oss er har hade var varit vara blir blev på av med för till från
        som om när vad vem varför hur vilken vilket ett en eller men också bara nu redan än då där här detta denna dessa
        din ditt dina vår vårt våra min mitt mina er ert sin sitt kan kunde ska skulle vill får fick måste tack hej
        förlåt ursäkta ledsen ledsna tyvärr hälsningar efter innan under över utan hos mycket ny nytt nya ingen inga
        sig sedan gärna idag skickar ja se i
    """),
    "en": _words("""
        the and of to that is are was were be been it its you your yours we our ours us i my me he she they their this
        these those with for from by as not no yes have has had do does did will would can could should if when what
        which who how why where there here an or but so because about into out up than then thank thanks sorry hello hi
        dear please just any some all them his her new regards on under after
    """),
}
"""Words that hardly any sentence of a language does without, and their commonest companions in letters."""

SHARED = frozenset(
    word
    for code, words in FUNCTION_WORDS.items()
    for word in words
    if any(word in others for other, others in FUNCTION_WORDS.items() if other != code)
)
"""Words of two languages, which tell neither: `on` is Finnish, `i` is Swedish and English."""

FINNISH_ENDING = re.compile(r"\w{3,}(?:ssä|stä|llä|ltä|mme|vät|kö|ään|isi|nyt|nut)$")
"""Endings of longer words that only Finnish has; a short question in it may hold no function word."""

FEWEST, TIMES = 2, 3
"""A text is plainly in a language with so many of its words, and so many times those of the other language."""

A_FEW_WORDS = 5
"""A text of so few words, such as a question, needs only one."""


def plainly_in_another(text: str, language: str) -> str:
    """The language in which a text plainly is, if it is another than the wanted one; "" in case of doubt.

    Names, addresses and single words of another language raise no alarm.
    """
    words = [word.casefold() for word in WORD.findall(as_read(text))]
    counts = {code: sum(_tells(word, code) for word in words) for code in FUNCTION_WORDS}
    found = max(counts, key=lambda code: counts[code])
    if language not in counts or found == language:
        return ""
    fewest = FEWEST if len(words) > A_FEW_WORDS else 1
    return found if counts[found] >= max(fewest, TIMES * counts[language]) else ""


def _tells(word: str, code: str) -> bool:
    known = word in FUNCTION_WORDS[code] and word not in SHARED
    return known or (code == "fi" and bool(FINNISH_ENDING.fullmatch(word)))
