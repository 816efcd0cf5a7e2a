"""Whom a sentence is about: species, ages, sexes, and the groups that bound a statement."""

from __future__ import annotations

import re
from functools import lru_cache

from answerable.verification.words import FUNCTION_WORDS, plain, stem, tokens

# What the words of a group say of it. A claim has to keep the kind of each group that its sentence names.
GROUP_KINDS: tuple[tuple[str, str], ...] = (
    ("newborns", r"newborns?|neonates?|neonatal|preterm infants?|premature infants?|preterm"),
    ("infants", r"infants?|infancy|babies|toddlers?"),
    ("children", r"child|children|childhood|paediatric|pediatric|schoolchildren|preschool(?:ers)?|boys?|girls?|pre-?pubertal"),
    ("adolescents", r"adolescen(?:ts?|ce)|teenagers?|youths?|young people"),
    (
        "older people",
        r"elderly|older (?:people|adults|patients|persons|individuals|women|men|subjects|participants)|geriatric|seniors?",
    ),
    ("adults", r"adults?|adulthood"),
    ("women", r"wom[ae]n|females?|girls?|mothers?"),
    ("men", r"m[ae]n|males?|boys?|fathers?"),
    (
        "pregnancy",
        r"pregnan(?:t|cy|cies)|gestational|antenatal|prenatal|nulliparous|primiparous|parturients?|in labou?r|"
        r"postpartum|lactating|breast-?feeding",
    ),
    ("menopause", r"(?:post|pre|peri)-?menopausal"),
    ("smokers", r"(?:ex-?|non-?|never-?|current )?smokers?"),
    ("athletes", r"athletes?|runners?|players?|soldiers?|recruits?"),
    ("diabetes", r"diabetics?"),
    ("volunteers", r"healthy (?:volunteers?|subjects?|participants?|individuals?|adults?|men|women|controls?)"),
)
_KINDS = tuple((name, re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)) for name, pattern in GROUP_KINDS)
GROUP_WORD = re.compile(r"\b(?:" + "|".join(pattern for _, pattern in GROUP_KINDS) + r"|subgroups?)\b", re.IGNORECASE)

PEOPLE = (
    r"(?:patients?|people|persons?|participants?|subjects?|individuals?|those|cases|volunteers?|survivors?|"
    r"recipients?|users|adults?|children|"
    r"infants?|neonates?|newborns?|adolescents?|wom[ae]n|m[ae]n|females?|males?|boys|girls|smokers|non-?smokers|"
    r"residents|workers|students)"
)
# "in women with diabetes", "among patients receiving steroids", "for those aged over 65"
_BOUND_PHRASE = re.compile(
    rf"\b(?:in|among|amongst|for|of|within)\s+(?:(?:the|these|those|all|our|"
    rf"both)\s+)?(?P<before>(?:[\w-]+\s+){{0,3}}?)(?P<people>{PEOPLE})\b"
    r"(?P<after>\s+(?:with|without|who|whose|aged|older|younger|receiving|undergoing|taking|treated|having|"
    r"suffering|at|over|under|from)\s+"
    r"(?:[^\s,;:.()]+\s?){1,5})?",
    re.IGNORECASE,
)
_STOPS = re.compile(
    r"\b(?:was|were|is|are|had|has|have|did|does|do|compared|than|versus|vs|and|but|or|which|while|whereas|may|"
    r"can|could|showed|reported|who)\b"
)

ANIMALS = re.compile(
    r"\b(?:animals?|rats?|mice|mouse|murine|rodents?|rabbits?|guinea pigs?|pigs?|piglets?|porcine|swine|dogs?|"
    r"canine|cats?|feline|sheep|ovine|lambs?|"
    r"ewes?|goats?|cows?|cattle|bovine|calves|horses?|equine|monkeys?|macaques?|primates?|chickens?|broilers?|"
    r"hens?|zebrafish|drosophila|"
    r"hamsters?|ferrets?|in[ -]vitro|ex[ -]vivo|cell lines?|cells|assays?|cultured?|cadavers?|cadaveric)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def kinds(text: str) -> frozenset[str]:
    """The kinds of group that a text names ("women", "children")."""
    return frozenset(name for name, pattern in _KINDS if pattern.search(plain(text)))


@lru_cache(maxsize=4096)
def bounds(text: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """The phrases that bound a statement to a group, as written, each with the stems that make the group what it is."""
    simple = plain(text)
    found: list[tuple[str, frozenset[str]]] = []
    for match in _BOUND_PHRASE.finditer(simple):
        after = match["after"] or ""
        stop = _STOPS.search(after, 6) if after else None
        after = after[: stop.start()] if stop else after
        phrase = simple[match.start() : match.end() - len(match["after"] or "") + len(after)]
        stems = frozenset(
            stem(t.word) for t in tokens(f"{match['before']} {after}") if t.is_word and t.word not in FUNCTION_WORDS
        )
        people = stem(match["people"].casefold())
        stems |= frozenset() if people in ("patient", "those", "cases") else frozenset({people})
        if stems:
            found.append((phrase.strip(), stems))
    return tuple(found)
