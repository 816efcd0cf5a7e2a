"""Warning signs: what in a person's words needs help at once, and the block that an article on such a topic always carries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from answerable.intake.accounts import Clause, ages, clauses, is_negated, plain, told
from answerable.intake.model import Urgency, WarningBlock
from answerable.intake.rules import Rule, regions, rules, signs, version
from answerable.question import Concept, Question, vocabulary

__all__ = ["REGIONS", "warnings_about", "warnings_in", "warnings_version"]

REGIONS: tuple[str, ...] = tuple(regions())
_ALIASES = {"gb": "uk", "en": "uk", "usa": "us", "eea": "eu", "any": ""}
_ORDER = {urgency: place for place, urgency in enumerate(Urgency)}
_AGE = re.compile(r"age (<|>) (\d+) (months|years)")
_WORD = re.compile(r"[\w’-]+")
_MOST = 10_000  # characters that are read; a question is far shorter
# Words of a clinician about others: what they say of suicide is a matter of work.
_OF_WORK = re.compile(
    r"\b(?:patients?|pts?|clients?|inpatients?|prevention|preventing|prevent|assess(?:ment|ing)?|screen(?:ing)?|risk factors?|"
    r"prevalence|incidence|rates?|epidemiology|trial|cohort|study|studies|guidelines?|management|intervention|adolescents|"
    r"veterans|adults|students|assisted|attitudes|gene|legislation|bereave\w+|survivors of|predict\w*|associated|association)\b"
)
_MYSELF = re.compile(r"\b(?:i|i'm|im|i've|ive|i'd|me|myself|my (?!patients?\b|pts?\b|clients?\b|question))\b")
_OF_A_CLINICIAN = re.compile(
    r"\b(?:do|should|can|could|would|must|may|would you|how) (?:i|we)\b"
    r"(?= (?:\w+ )?(?:assess|manage|treat|help|prescribe|refer|ask|screen|start|use|give|counsel|monitor|approach|talk))"
)
_URGES = {
    Urgency.EMERGENCY: ("Get emergency help now for", "Call the emergency number or go to an emergency department now."),
    Urgency.URGENT: ("See a clinician today for", "Have it seen today, by your own practice or an urgent care service."),
    Urgency.SOON: ("See a clinician within days for", "Have it seen within days."),
}


def warnings_version() -> str:
    """The version of the table of rules."""
    return version()


def warnings_in(text: str, region: str = "") -> tuple[WarningBlock, ...]:
    """The warnings for what a person typed, most urgent first, a crisis before everything.

    Only what is told of somebody now counts: not what is negated, long past, or asked of people at large.
    """
    found = _Found(clauses(plain(text[:_MOST])))
    fired = [rule for rule in rules() if any(found.all_of(line) for line in rule.when)]
    blocks = [_block(rule, region, crisis=rule.crisis and not _is_work(text)) for rule in fired]
    return tuple(sorted(blocks, key=lambda block: (not block.crisis, _ORDER[block.urgency])))


def warnings_about(question: Question, region: str = "") -> tuple[WarningBlock, ...]:
    """The warnings that an article on a question's topic always carries: one block for each urgency, and one for crises."""
    named = _named(question)
    about = [rule for rule in rules() if any(topic in named for topic in _topics()[rule.id])]
    blocks = [_block(rule, region, crisis=False) for rule in about if rule.crisis]
    for urgency in Urgency:
        together = [rule for rule in about if rule.urgency is urgency and not rule.crisis]
        if together:
            blocks.append(_together(together, urgency, region))
    return tuple(sorted(blocks, key=lambda block: _ORDER[block.urgency]))


class _Found:
    """Looks for signs in what is told, each sign once."""

    def __init__(self, parts: tuple[Clause, ...]) -> None:
        self._account = told(parts)
        self._all = tuple(part.text for part in parts)
        self._ages = tuple(age for clause in self._account for age in ages(clause))
        self._known: dict[str, bool] = {}

    def all_of(self, line: str) -> bool:
        """Whether every sign of a line of `when` is there."""
        return all(self._is_there(sign) for sign in line.split(" + "))

    def _is_there(self, sign: str) -> bool:
        if sign not in self._known:
            self._known[sign] = self._look_for(sign)
        return self._known[sign]

    def _look_for(self, sign: str) -> bool:
        if sign.startswith("!"):
            return not self._is_there(sign[1:])
        if sign.startswith("?"):
            return self._stands_in(self._all, sign[1:])
        age = _AGE.fullmatch(sign)
        if age:
            limit = int(age[2]) * (12 if age[3] == "years" else 1)
            return any(months < limit if age[1] == "<" else months > limit for months in self._ages)
        return self._stands_in(self._account, sign)

    def _stands_in(self, texts: tuple[str, ...], sign: str) -> bool:
        pattern = signs()[sign]
        return any(not is_negated(text, match.start()) for text in texts for match in pattern.finditer(text))


def _is_work(text: str) -> bool:
    """Whether somebody speaks of suicide as a clinician or researcher does: of patients and people at large, not of oneself."""
    words = _OF_A_CLINICIAN.sub("", plain(text))
    return _OF_WORK.search(words) is not None and _MYSELF.search(words) is None


def _named(question: Question) -> frozenset[str]:
    """What a question is about, by the preferred names of its concepts and, in small letters, by its own words."""
    mentions = (*question.topic, *question.aspects)
    concepts = {mention.concept.name for mention in mentions if mention.concept}
    words = {mention.words.lower() for mention in mentions}
    text = f" {' '.join(_WORD.findall(question.text.lower()))} "
    return frozenset(concepts | words | {topic for topic in _unknown_topics() if f" {topic.lower()} " in text})


@cache
def _topics() -> Mapping[str, frozenset[str]]:
    """Each rule's topics by its id, with every narrower concept of those that the vocabulary knows."""
    return {rule.id: frozenset(name for topic in rule.topics for name in _with_narrower(topic)) for rule in rules()}


def _with_narrower(topic: str) -> Iterable[str]:
    concept = vocabulary().concept(topic)
    if concept is None:
        return (topic,)
    found: dict[str, None] = {concept.name: None}
    waiting: list[Concept] = [concept]
    while waiting:
        for name in waiting.pop().narrower:
            if name not in found:
                found[name] = None
                narrower = vocabulary().concept(name)
                waiting += [narrower] if narrower else []
    return found


@cache
def _unknown_topics() -> frozenset[str]:
    """Topics that no concept of the vocabulary names: they are looked for among the words of a question."""
    return frozenset(topic for rule in rules() for topic in rule.topics if vocabulary().concept(topic) is None)


def _lines(kinds: Iterable[str], region: str) -> tuple[tuple[str, str], ...]:
    """The lines of these kinds in a region, each once; a region that is not known, or empty, lists those of several."""
    code = region.strip().lower()
    place = regions().get(_ALIASES.get(code, code), regions()[""])
    return tuple(dict.fromkeys(line for kind in kinds for line in place.lines(kind)))


def _block(rule: Rule, region: str, *, crisis: bool) -> WarningBlock:
    kinds = rule.lines if rule.urgency is Urgency.EMERGENCY else (*rule.lines, "urgent")
    return WarningBlock(
        rule=rule.id,
        urgency=rule.urgency,
        title=rule.title,
        signs=rule.signs,
        advice=rule.advice,
        lines=_lines(kinds, region),
        crisis=crisis,
    )


def _together(together: list[Rule], urgency: Urgency, region: str) -> WarningBlock:
    """One block for rules of the same urgency, a line for each."""
    title, advice = _URGES[urgency]
    kinds = [kind for rule in together for kind in rule.lines]
    return WarningBlock(
        rule=" ".join(rule.id for rule in together),
        urgency=urgency,
        title=title,
        signs=tuple(rule.brief for rule in together),
        advice=advice,
        lines=_lines(dict.fromkeys(kinds if urgency is Urgency.EMERGENCY else (*kinds, "urgent")), region),
    )
