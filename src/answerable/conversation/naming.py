"""Names inside a thread: what the words of a question name, whom they are about, and how a name is put into a sentence."""

from __future__ import annotations

import re

from answerable.question import Mention, vocabulary
from answerable.question.model import ConceptKind
from answerable.question.topic import is_modifier, mentions_of

HEALTH = frozenset({ConceptKind.CONDITION, ConceptKind.FINDING})

# How people say of whom they speak, and the words by which a library speaks of them.
_SAID_OF_PEOPLE = {
    "pregnant": "pregnancy", "pregnant woman": "pregnancy", "i'm pregnant": "pregnancy", "you're pregnant": "pregnancy",
    "expecting": "pregnancy", "child": "children", "kid": "children", "kids": "children", "my son": "children",
    "my daughter": "children", "boys": "children", "girls": "children", "baby": "babies", "infant": "infants",
    "newborn": "newborns", "toddler": "toddlers", "teenager": "teenagers", "teen": "teenagers", "teenage": "teenagers",
    "adolescent": "adolescents", "adult": "adults", "woman": "women", "man": "men", "females": "women", "males": "men",
    "ladies": "women", "smoker": "smokers", "athlete": "athletes", "elderly": "the elderly", "aged": "older adults",
    "old age": "older adults", "seniors": "older adults", "childhood": "children", "adolescence": "adolescents",
    "breastfeeding": "breastfeeding women", "pensioners": "older adults", "student": "students", "worker": "workers",
    "emergency department": "the emergency department", "older patients": "older people", "geriatric": "older adults",
    "paediatric": "children", "pediatrics": "children", "middle age": "middle-aged adults", "middle-aged": "middle-aged adults",
    "the aged": "older adults", "veteran": "veterans",
}  # fmt: skip
_PEOPLE = r"(?:people|patients|persons|individuals|adults|men|women|children|kids|girls|boys|those|anyone|somebody|someone)"
_AGE = (
    r"(?:(?:who are )?(?:over|under|above|below|older than|younger than|aged|age|between|at least)(?: the age of)? \d{1,3}"
    r"(?:(?: (?:and|to|or)|-) (?:\d{1,3}|over|above|older|under|younger))?(?: years?(?: old| of age)?)?)"
)
# These are whom a question is about only where it says so: "how do doctors find it" is about nobody's treatment.
_WHO_ACT = frozenset({"health workers", "mothers", "carers", "drivers"})
_IN = re.compile(r"\b(?:in|among|for|about)(?: the| older| young| new)* $", re.IGNORECASE)
_CONCEIVING = re.compile(r"\b(?:get|getting|become|becoming|fall|falling|be|got) pregnant\b", re.IGNORECASE)
_BY_AGE = re.compile(rf"\b{_PEOPLE} {_AGE}|\b(?:over|under)[- ](?:the )?\d{{1,3}}s\b", re.IGNORECASE)
_WITH = re.compile(
    rf"\b{_PEOPLE} (?:with|who have|who had|taking|on|who take|who are|living with) [\w' -]+?(?=[?.!,;]|$|\bwho\b|"
    rf"\band\b|\bfor\b)",
    re.IGNORECASE,
)
_AGED = re.compile(
    r"\b(?:i am|i'm|he is|he's|she is|she's|aged|at|who is)(?: aged?)? (\d{1,3})\b(?! ?(?:mg|weeks|months|days|%))",
    re.IGNORECASE,
)
_LEFT = re.compile(
    r"(?:\b(?:the|older|young|younger|elderly|healthy|pregnant|overweight|obese|diabetic|preterm|premature|very|school-age[d]?)"
    r" )+$",
    re.IGNORECASE,
)


def names_in(words: str) -> tuple[Mention, ...]:
    """Every mention of a question's words that names something, words that only narrow left out."""
    return tuple(m for m in mentions_of(words, vocabulary()) if m.concept or not is_modifier(m.words))


def kind_of(mention: Mention) -> ConceptKind | None:
    """What a mention is a name for; None where the vocabulary does not know it."""
    return mention.concept.kind if mention.concept else None


def concept_named(words: str) -> str:
    """The preferred name of what the words name as a whole, or the words themselves in lower case."""
    concept = vocabulary().concept(bare(words))
    return concept.name if concept else bare(words).lower()


def same(one: str, other: str) -> bool:
    """Whether two names are names of one thing."""
    return bool(one and other) and concept_named(one) == concept_named(other)


def is_condition(topic: str) -> bool:
    """Whether a topic is something that one can have, as far as is known; else it is something done or taken."""
    return not topic or any(kind_of(m) in HEALTH or m.concept is None for m in names_in(topic))


def people_in(words: str, topic: str = "") -> tuple[str, str]:
    """Whom the words are about: (the words that say so, how a question says it); both empty where nobody is named.

    People "with" the topic itself are no group of their own.
    """
    words = _CONCEIVING.sub(lambda match: "-" * len(match.group()), words.replace("’", "'"))
    if found := _BY_AGE.search(words):
        return found.group(), _aged(found.group())
    if (found := _WITH.search(words)) and not _speaks_of(found.group(), topic):
        return found.group().strip(), found.group().strip()
    named = [
        m
        for m in vocabulary().mentions(words)
        if kind_of(m) is ConceptKind.POPULATION
        and not same(m.words, topic)
        and (concept_named(m.words) not in _WHO_ACT or _IN.search(words[: m.start]) or words.strip() == m.words)
    ]
    if named:
        left = _LEFT.search(words[: named[0].start])
        said = words[left.start() if left else named[0].start : _end_of_run(words, named)]
        return said, _SAID_OF_PEOPLE.get(said.lower().removeprefix("the "), said)
    if found := _AGED.search(words):
        years = int(found[1])
        if 0 < years < 125:
            return found.group(), _of_age(years)
    return "", ""


def _end_of_run(words: str, named: list[Mention]) -> int:
    """Where the first name ends, with those right behind it: "elderly women"."""
    end = named[0].end
    for mention in named[1:]:
        if words[end : mention.start] != " ":
            break
        end = mention.end
    return end


def of_the_unborn(said: str, context: str) -> bool:
    """Whether "the baby" is the one that is carried: its mother is whom the thread is about."""
    return (
        re.search(r"\b(?:baby|babies|fetus|foetus|child|infant)$", said, re.IGNORECASE) is not None
        and "pregnan" in context.lower()
    )


def _aged(said: str) -> str:
    return re.sub(r"^(over|under)[- ](?:the )?(\d+)s$", r"people \1 \2", said, flags=re.IGNORECASE)


def _of_age(years: int) -> str:
    for below, people in ((1, "infants"), (12, "children"), (18, "adolescents"), (65, "adults")):
        if years < below:
            return people
    return "older adults"


def _speaks_of(said: str, topic: str) -> bool:
    wanted = concept_named(topic)
    return bool(topic) and (
        any(m.concept and m.concept.name == wanted for m in vocabulary().mentions(said)) or bare(topic).lower() in said.lower()
    )


# -- names in a sentence -------------------------------------------------------------------------------------------------------

_DETERMINER = re.compile(r"^(?:a|an|the|my|your|his|her|their|our|this|that|these|those|any|some|no|one)\s+(?=\S)", re.IGNORECASE)
# The last words of names of things that are counted: "a back mouse", "a hip fracture"; but "gout", "asthma".
_COUNTED = frozenset(
    """
    mouse lipoma fracture ulcer stroke aneurysm tear sprain cyst nodule tumour tumor hernia attack abscess injury rupture bunion
    wart stone polyp fibroid lump mole fever cold cough rash headache seizure concussion infarction embolism bruise blister
    corn cataract goitre goiter clot fistula fissure stye murmur lesion adenoma melanoma meningioma haemangioma hemangioma
    neuroma osteophyte deformity miscarriage dislocation foetus fetus nosebleed wound bite sting burn defect fit graft hernation
    """.split()
)
_SINGULAR_S = re.compile(
    r"(?:ss|us|is|itis|osis|asis|sis|ps|genetics|obstetrics|paediatrics|pediatrics|athletics|ethics|statistics|"
    r"aerobics|betes|rabies|scabies|herpes|measles|mumps|rickets|shingles|aids|ies "
    r"disease)$",
    re.IGNORECASE,
)
_PLURALS = frozenset(
    "mice feet teeth lipomata people women men children metastases hives lice bedsores statins nsaids worms".split()
)
_PLURAL_ADJECTIVES = re.compile(r"\b(?:and|&)\b")


def bare(words: str) -> str:
    """A name without the article or possessive before it."""
    return _DETERMINER.sub("", " ".join(words.split()))


def is_plural(words: str) -> bool:
    """Whether a name is said of several: "varicose veins", "injections", "back mice"."""
    name = bare(words)
    if not name:
        return False
    if _PLURAL_ADJECTIVES.search(name):
        return True
    head = re.split(r" (?:of|in|for|with|to|from|at|on) ", name)[0].split()[-1].lower()
    if head in _PLURALS:
        return True
    return len(head) > 3 and head.endswith("s") and not _SINGULAR_S.search(head)


def phrase(words: str) -> str:
    """A name as it stands inside a question, with "a" or "an" where English wants it: "a back mouse", "gout"."""
    name = " ".join(words.split())
    if not name or _DETERMINER.match(name) or is_plural(name):
        return name
    head = name.split()[-1].lower()
    if head in _COUNTED:
        return f"{'an' if name[0].lower() in 'aeiou' else 'a'} {name}"
    return name
