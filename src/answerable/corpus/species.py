"""Whom a study is about: people, animals, or both, by its indexing or else by its words."""

from __future__ import annotations

import re

from answerable.corpus.evidence import Species
from answerable.corpus.record import Record
from answerable.corpus.wording import Wording

_HUMAN_HEADINGS = frozenset({"Humans", "Human"})
_ANIMAL_HEADINGS = frozenset(
    {"Animals", "Mice", "Rats", "Rabbits", "Sheep", "Swine", "Dogs", "Cats", "Cattle", "Horses", "Goats", "Chickens", "Zebrafish",
     "Guinea Pigs", "Cricetinae", "Macaca mulatta", "Animals, Laboratory", "Disease Models, Animal"}
)  # fmt: skip

# Words that name the animals studied. Left out for their other meanings: calves (of the leg), cat and CAT, rat, fish and
# cow (oil, milk), hen, duck, ferret, horse (serum), chicken (pox), mouse (a computer's), pet (a scan).
_ANIMALS = frozenset(
    "rats mice murine rabbits hamsters gerbils sheep lambs ewes pigs piglets swine minipigs dogs beagles cats monkeys macaques "
    "zebrafish heifers steers broilers hens horses mares foals goats ferrets rodents wistar sprague-dawley primates "
    "animals cows piglet lamb rodent".split()
)
# Of which one has to be in the text before anything else is looked at; "pig" is for piglets and minipigs too.
_ANIMAL_CUES = (
    "rats", "mice", "murine", "animals", "pig", "dogs", "rabbits", "sheep", "swine", "lamb", "monkeys", "rodent", "horses",
    "cats", "hens", "broilers", "cows", "goats", "hamsters", "zebrafish", "ewes", "mares", "macaques", "heifers", "steers",
)  # fmt: skip
# The commonest first: the first one found is the reason that a reader is shown.
_PEOPLE = (
    "patients", "participants", "children", "women", "adults", "men", "volunteers", "infants", "adolescents", "people",
    "persons", "individuals", "students", "subjects", "mothers", "newborns", "neonates", "nurses", "physicians", "clinicians",
    "elderly", "residents", "boys", "girls", "smokers", "veterans", "workers", "caregivers", "parents", "humans", "males",
    "females", "patient", "athletes", "soldiers", "survivors", "runners", "households", "pregnancy", "users", "respondents",
    "players", "man", "woman", "cases", "human",
)  # fmt: skip
_WORD = re.compile(r"[a-z][a-z/\d-]*")
# The nodules of this name are found in people, "animal" and "human" also go before nouns that name no subject of study.
_NOT_ANIMALS = re.compile(
    r"\bback mice\b|\banimal (?:models?|studies|experiments|data|products?|fats?|protein)\b|\b(?:men|dogs) and mice\b"
    r"|\bmice and men\b"
    r"|\b(?:dogs?|cats|pets?|horses|pigs) (?:bites?|owners?|allerg\w+|ownership|riding|flu)\b|\banimals? bites?\b"
    r"|\bguide dogs\b|\bcats claw\b"
    r"|\b(?:sheep|goat|rabbit) anti\w*|\bin animals\b|\bfarm animals\b"
)
_OWN_ANIMALS = re.compile(
    r"\b(?:\d+|(?:twenty|thirty|forty|fifty)[- ]?\w*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen"
    r"|groups? of|male|female|adult|anesthetized"
    r"|anaesthetized|anaesthetised|newborn|pregnant|healthy|wild-type|knockout|transgenic|diabetic|wistar|sprague[- ]dawley"
    r"|albino|new zealand(?: white)?|merino|mongrel"
    r"|beagle|balb/c|c57bl/6j?|lactating|weaned|growing|broiler|dairy|in|of|using)\s(?:[\w/-]+\s){0,4}?(?:rats|mice|rabbits"
    r"|hamsters|gerbils|sheep|lambs|ewes|pigs|piglets|swine"
    r"|minipigs|dogs|beagles|cats|monkeys|macaques|baboons|zebrafish|heifers|steers|broilers|hens|horses|mares|foals|goats"
    r"|ferrets|cows|animals)\b"
)


def species_of(record: Record) -> tuple[Species, str]:
    """Whom the record is about, with the reason in a sentence for a reader."""
    return judge(record, None)


def judge(record: Record, wording: Wording | None) -> tuple[Species, str]:
    """`species_of` for who has the record's wording at hand already."""
    headings = {heading.name for heading in record.mesh}
    human = bool(headings & _HUMAN_HEADINGS)
    animal = sorted(headings & _ANIMAL_HEADINGS)
    if human and animal:
        return "both", f"it is indexed under Humans and {animal[0]}"
    if human:
        return "human", "it is indexed under Humans"
    if animal:
        return "animal", f"it is indexed under {animal[0]} and not under Humans"
    if any(kind.endswith(", Veterinary") for kind in record.publication_types):
        return "animal", "it is typed as veterinary"
    return _by_words(wording or Wording(record))


def _by_words(wording: Wording) -> tuple[Species, str]:
    whole = f"{wording.title_low}\n{wording.body_low}"
    if not any(cue in whole for cue in _ANIMAL_CUES):
        return _without_animals(wording)
    title = _WORD.findall(_NOT_ANIMALS.sub(" ", wording.title_low))
    body = _NOT_ANIMALS.sub(" ", wording.body_low)
    named = next((word for word in title if word in _ANIMALS), "")
    if named:
        human = next((word for word in title if word in _PEOPLE and word not in ("cases", "pregnancy", "human", "subjects")), "")
        return ("both", f"the title names {human} and {named}") if human else ("animal", f"the title names {named}")
    own = _OWN_ANIMALS.search(body)
    if own is None:
        return _without_animals(wording)
    words = _WORD.findall(body)
    beasts = sum(word in _ANIMALS for word in words)
    humans = sum(word in _PEOPLE for word in [*title, *words])
    if humans >= 2 * beasts:
        return "human", f"the text is about {_people(wording)} and only mentions animals"
    if humans > 2 and beasts > 1:
        return "both", f"the abstract tells of '{own.group()}' and of {_people(wording)}"
    return "animal", f"the abstract tells of '{own.group()}'"


def _without_animals(wording: Wording) -> tuple[Species, str]:
    people = _people(wording)
    if people and people not in ("cases", "human", "users"):
        return "human", f"the text is about {people}"
    if "back mouse" in wording.title_low or "back mice" in wording.title_low:
        return "human", "back mice are nodules of people"
    if "vitro" in wording.body_low or "vitro" in wording.title_low or "cells" in wording.title_low:
        return "unknown", "it tells of work in the laboratory and names neither people nor animals studied"
    return ("human", f"the text is about {people}") if people else ("unknown", "neither its indexing nor its words say")


def _people(wording: Wording) -> str:
    """The word by which the text names people, or nothing."""
    for word in _PEOPLE:
        for text in (wording.title_low, wording.body_low):
            at = text.find(word)
            while at >= 0:
                if not text[at - 1 : at].isalpha() and not text[at + len(word) : at + len(word) + 1].isalpha():
                    return word
                at = text.find(word, at + 1)
    return ""
