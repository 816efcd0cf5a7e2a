"""Words as the question's rules compare them: folded over spelling and number, stemmed, content apart from function."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from importlib import import_module
from typing import Any, Protocol

from answerable.question.plain_words import STOP_WORDS

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")

_IRREGULAR = {
    "mice": "mouse", "lice": "louse", "women": "woman", "men": "man", "children": "child", "feet": "foot", "teeth": "tooth",
    "vertebrae": "vertebra", "grey": "gray", "ageing": "aging", "programme": "program", "programmes": "program",
    "disk": "disc", "disks": "disc", "cesarian": "cesarean", "caesarian": "cesarean", "tonne": "ton", "aches": "ache",
}  # fmt: skip
_IRREGULAR_WORD = re.compile(rf"\b(?:{'|'.join(_IRREGULAR)})\b")
# British and American spellings meet in one form; it need not be a word, only the same for both.
_SPELLINGS = (
    ("æ", "e"),
    ("œ", "e"),
    ("ae", "e"),
    ("oe", "e"),
    ("our", "or"),
    ("ph", "f"),
    ("z", "s"),
    ("ll", "l"),
)
# Each begins with letters and looks back afterwards: searching for letters is what `re` does fast.
_ENDINGS = (
    (re.compile(r"['’]s?\b"), ""),
    (re.compile(r"ies\b(?<=\w\wies)"), "y"),
    (re.compile(r"re\b(?<=\w[bt]re)"), "er"),  # fibre, centre
    (re.compile(r"s(?:es|is|e)\b(?<=\w\w\w)"), "s"),  # diagnoses, diagnosis, disease
    (re.compile(r"(ch|sh|x)es?\b"), r"\1"),
    (re.compile(r"s\b(?<=[^\W_]{2}[^\Wsuio_]s)"), ""),
)
_ACCENTS = re.compile("[\u0300-\u036f]")


def fold(text: str) -> str:
    """The text in lower case with British and American spellings, plurals and possessives brought to one form.

    The form is a key for comparing, not a word to show. Works word by word, so a whole table can be folded at once.
    """
    text = text.lower()
    if not text.isascii():
        text = _ACCENTS.sub("", unicodedata.normalize("NFKD", text))
    text = _IRREGULAR_WORD.sub(lambda match: _IRREGULAR[match.group()], text)
    for spelling, form in _SPELLINGS:
        text = text.replace(spelling, form)
    for ending, form in _ENDINGS:
        text = ending.sub(form, text)
    return text


fold_word = lru_cache(maxsize=20_000)(fold)


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...


@cache
def _stemmer() -> _Stemmer:
    stemmers: Any = import_module("Stemmer")  # loaded late: not every start needs it

    return stemmers.Stemmer("english")


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of one word by the Snowball English stemmer, in lower case."""
    return _stemmer().stemWord(word.lower())


# What stands where a personal identifier was taken out; "born" before it says nothing either.
_TAKEN_OUT = re.compile(
    r"(?:\bborn (?:on |in )?)?\[(?:name|place|address|postcode|date|date of birth|age over 89|telephone|fax|e-mail|account|"
    r"(?:[a-z]+ ){0,2}number|(?:web|network) address)\]"
)


def without_marks(text: str) -> str:
    """The text with blanks, as many, where something that may name a person was taken out: "[name]" is no word of a question."""
    return _TAKEN_OUT.sub(lambda match: " " * len(match.group()), text)


def content_words(text: str) -> tuple[str, ...]:
    """The words of a text in lower case and in order, without the function words; a hyphen parts words."""
    found = (match.lower().replace("’", "'") for match in WORD.findall(without_marks(text)))
    return tuple(word for word in found if word not in STOP_WORDS)


# British and American spellings of the same roots, each long enough to stand for no other word.
_ROOTS = tuple(
    pair.split("/")
    for pair in """anaem/anem glycaem/glycem ischaem/ischem leukaem/leukem uraem/urem lipidaem/lipidem olaem/olem natraem/natrem
    kalaem/kalem calcaem/calcem septicaem/septicem bacteraem/bacterem viraem/virem hypoxaem/hypoxem uricaem/uricem toxaem/toxem
    thalassaem/thalassem haem/hem oedem/edem oesoph/esoph diarrhoea/diarrhea rrhoea/rrhea gonorrhoea/gonorrhea dyspnoea/dyspnea
    apnoea/apnea paed/ped gynaec/gynec anaesth/anesth foet/fet faec/fec caesar/cesar coeliac/celiac oestr/estr aetiolog/etiolog
    tumour/tumor behaviour/behavior labour/labor colour/color humour/humor rumour/rumor fibre/fiber centre/center litre/liter
    sulph/sulf programme/program ageing/aging randomis/randomiz hospitalis/hospitaliz immunis/immuniz mobilis/mobiliz
    catheteris/catheteriz desensitis/desensitiz fertilis/fertiliz sterilis/steriliz stabilis/stabiliz generalis/generaliz
    organis/organiz normalis/normaliz vaporis/vaporiz nebulis/nebuliz metastasis/metastasiz circumcis/circumcis
    counselling/counseling haemat/hemat caec/cec amoeb/ameb coelom/celom neurone/neuron aluminium/aluminum disc/disk
    paracetamol/acetaminophen salbutamol/albuterol adrenaline/epinephrine frusemide/furosemide pethidine/meperidine
    ciclosporin/cyclosporine rifampicin/rifampin glibenclamide/glyburide lignocaine/lidocaine aciclovir/acyclovir
    amoxycillin/amoxicillin beclometasone/beclomethasone""".split()
)
# Each with the letters of the root: most names have none of them, and looking for letters is quick.
_BRITISH = tuple(
    (british, re.compile(rf"(?<![a-z]){british}" if len(british) < 5 or british in {"haemat", "coeliac"} else british), american)
    for british, american in _ROOTS
)
_AMERICAN = tuple((american, re.compile(rf"(?<![a-z]){american}"), british) for british, american in _ROOTS if len(american) > 3)
_PREFIX = re.compile(
    r"\b(non|anti|pre|post|sub|intra|inter|extra|micro|macro|hyper|hypo|over|under|re|co|bi|trans|tele)-(?=[a-z]{3})"
)


def spellings(name: str) -> tuple[str, ...]:
    """The other ways in which a name is spelled: on the other side of the Atlantic, and with its prefix joined on."""
    lower = name.lower()
    found: dict[str, None] = {}
    for table in (_BRITISH, _AMERICAN):
        other = lower
        for letters, root, form in table:
            if letters in other:
                other = root.sub(form, other)
        found[other] = None
    for known in (lower, *found):
        found[_PREFIX.sub(r"\1", known)] = None
    return tuple(other for other in found if other != lower)
