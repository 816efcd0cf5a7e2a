"""How English words are inflected: plurals, the forms of verbs, "a" or "an", and spellings brought to one form."""

from __future__ import annotations

import re
from functools import lru_cache

# Plurals that no rule gives, by the singular.
IRREGULAR = {
    "man": "men", "woman": "women", "child": "children", "foot": "feet", "tooth": "teeth", "mouse": "mice", "person": "people",
    "series": "series", "species": "species", "pelvis": "pelvises", "virus": "viruses", "leaf": "leaves", "half": "halves",
    "artery": "arteries", "biceps": "biceps", "quadriceps": "quadriceps", "calf": "calves", "life": "lives", "knife": "knives",
}  # fmt: skip
# Learned plurals: an ending and what stands for it in the plural.
_LEARNED = (
    (re.compile(r"(vertebr|burs|trache|fistul|scler|pleur|larv|conjunctiv)a$"), r"\1ae"),
    (re.compile(r"(bacteri|ov|dat|spectr|ile|diverticul|hil|phil?tr)um$"), r"\1a"),
    (re.compile(r"(bronch|alveol|thromb|embol|nucle|foc|calcul|sulc|gyr|stimul|fung|radi|syllab|uter)us$"), r"\1i"),
    (re.compile(r"(lip|fibr|aden|carcin|sarc|my|ather|granul|neur|haemat|hemat|osteochondr|stom)oma$"), r"\1omata"),
)
_SIBILANT = re.compile(r"(?:s|x|z|ch|sh)$")
_SAID_LIKE_YOU = re.compile(r"(?:u[bcfhjkqrstn][aeiou]|eu|one\b|once\b|ewe)", re.IGNORECASE)
_SILENT_H = re.compile(r"(?:hour|honest|honour|heir)", re.IGNORECASE)
# British and American spellings meet in one form, which need not be a word; each row only where no other word is meant.
_SPELLINGS = (
    ("æ", "e"), ("œ", "e"), ("ae", "e"), ("oe", "e"), ("our", "or"), ("sulph", "sulf"), ("programme", "program"), ("yse", "yze"),
    ("yzes", "yses"),
    ("fibre", "fiber"), ("centre", "center"), ("litre", "liter"), ("metre", "meter"), ("isa", "iza"), ("ise", "ize"),
    ("ising", "izing"), ("ll", "l"), ("ageing", "aging"), ("disk", "disc"), ("grey", "gray"), ("α", "alpha"), ("β", "beta"),
    ("γ", "gamma"), ("κ", "kappa"), ("lignoc", "lidoc"), ("’", "'"),
)  # fmt: skip


def plurals(name: str) -> tuple[str, ...]:
    """The plurals of a noun phrase, the usual one first: "biopsy" "biopsies"; "fracture of the hip" is inflected at its head."""
    for joint in (" of ", " in ", " to ", " for ", " with ", " from "):
        head, found, rest = name.partition(joint)
        if found and head:
            return tuple(f"{form}{joint}{rest}" for form in plurals(head))
    start, last = re.match(r"(.*?)([^\W_]*)$", name, re.DOTALL).groups()  # type: ignore[union-attr]
    return tuple(start + form for form in _plural_words(last)) if last else (name,)


def _plural_words(word: str) -> tuple[str, ...]:
    lower = word.lower()
    if lower in IRREGULAR:
        return (IRREGULAR[lower],)
    if lower.endswith(("sis", "xis")):
        return (word[:-2] + "es",)
    learned = tuple(pattern.sub(form, word) for pattern, form in _LEARNED if pattern.search(lower))
    if lower.endswith("itis"):
        return (word[:-2] + "ides", word + "es")
    if re.search(r"[^aeiou]y$", lower):
        regular = word[:-1] + "ies"
    elif _SIBILANT.search(lower):
        regular = word + "es"
    else:
        regular = word + "s"
    return (regular, *learned)


def verb_forms(verb: str) -> tuple[str, str, str]:
    """Third person, past and -ing of a regular verb; of a phrase, its first word is inflected."""
    first, space, rest = verb.partition(" ")
    tail = space + rest
    third = first[:-1] + "ies" if re.search(r"[^aeiou]y$", first) else first + ("es" if _SIBILANT.search(first) else "s")
    if first.endswith("e"):
        past, ing = first + "d", (first if first.endswith(("ee", "ye")) else first[:-1]) + "ing"
    elif re.search(r"[^aeiou]y$", first):
        past, ing = first[:-1] + "ied", first + "ing"
    else:
        past, ing = first + "ed", first + "ing"
    return third + tail, past + tail, ing + tail


def article(words: str) -> str:
    """ "a" or "an", as these words are said."""
    first = words.lstrip("\"'“‘(")
    if not first:
        return "a"
    if re.match(r"[A-Z]{2,}", first):  # said letter by letter
        return "an" if first[0] in "AEFHILMNORSX" else "a"
    if _SILENT_H.match(first):
        return "an"
    return "an" if first[0].lower() in "aeiou" and not _SAID_LIKE_YOU.match(first) else "a"


@lru_cache(maxsize=50_000)
def spelled(word: str) -> str:
    """A word in small letters, British and American spellings in one form, without a possessive: a key, no word to show."""
    word = word.lower()
    if word.endswith(("'s", "’s")):
        word = word[:-2]
    return respelled(word)


def respelled(text: str) -> str:
    """A text in small letters with British and American spellings in one form."""
    for written, form in _SPELLINGS:
        if written in text:
            text = text.replace(written, form)
    return text
