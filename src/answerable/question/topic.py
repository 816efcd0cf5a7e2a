"""What a question is about: its mentions, and which of them a sentence has to be about to be on the topic."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from answerable.question.effects import effect_verbs
from answerable.question.model import ConceptKind, Mention, Pico, QuestionType
from answerable.question.plain_words import FRAME_STEMS, MODIFIERS, STOP_WORDS
from answerable.question.vocabulary import Vocabulary
from answerable.question.words import WORD, stem

_UNNAMED_KINDS = {ConceptKind.ANATOMY, ConceptKind.POPULATION, ConceptKind.OTHER}


def is_modifier(words: str) -> bool:
    """Whether the words only narrow what stands beside them ("severe")."""
    return all(word.lower() in MODIFIERS for word in words.replace("-", " ").split())


def mentions_of(text: str, vocabulary: Vocabulary) -> tuple[Mention, ...]:
    """Every mention of a question in order of place: what the vocabulary knows, and runs of content words that it does not."""
    known = vocabulary.mentions(text, misspelt=True)
    known = tuple(m for m in known if not _is_verb(text, m, known))
    unknown = tuple(_unknown_runs(text, known))
    # A part of the body within an unknown name belongs to the name: "abdominal ectasia".
    dissolved = [m for m in known if m.concept and m.concept.kind is ConceptKind.ANATOMY and _touches(text, m, unknown)]
    if dissolved:
        known = tuple(m for m in known if m not in dissolved)
        unknown = tuple(_unknown_runs(text, known))
    if not known and not unknown:  # a question of nothing but frame ("best practice?") is about its own words
        unknown = tuple(_unknown_runs(text, known, framed=True))
    return tuple(sorted((*known, *unknown), key=lambda mention: mention.start))


def _is_verb(text: str, mention: Mention, known: Sequence[Mention]) -> bool:
    """Whether a name is none here but what one thing does to another: "cut" in "beta blockers cut mortality"."""
    others = [(other.start, other.end) for other in known if other is not mention]
    return (mention.start, mention.end) in effect_verbs(text, others)


def _touches(text: str, mention: Mention, others: Sequence[Mention]) -> bool:
    return any(
        not is_modifier(other.words)
        and (text[other.end : mention.start] in {" ", "-"} or text[mention.end : other.start] in {" ", "-"})
        for other in others
    )


def _unknown_runs(text: str, known: Sequence[Mention], *, framed: bool = False) -> Iterable[Mention]:
    """Runs of neighbouring words that are neither known nor function words nor, unless `framed`, the question's own frame."""
    taken = [(mention.start, mention.end) for mention in known]
    taken += effect_verbs(text, taken) if not framed else ()
    start = end = -1
    for word in WORD.finditer(text):
        inside = any(first <= word.start() < last for first, last in taken)
        lower = word.group().lower()
        plain = lower.replace("’", "'").removesuffix("'s")
        joined = start >= 0 and text[end : word.start()] in {"-", "–"}  # the 2 of IL-2
        counts = not inside and plain not in STOP_WORDS and (joined or framed or _names_something(word.group(), plain))
        if counts and start >= 0 and (joined or text[end : word.start()] == " "):
            end = word.end()
            continue
        if start >= 0:
            yield Mention(text[start:end], start, end)
        start, end = (word.start(), word.end()) if counts else (-1, -1)
    if start >= 0:
        yield Mention(text[start:end], start, end)


def _names_something(word: str, plain: str) -> bool:
    """Whether a word by itself may be a name: not the question's frame, not a stray letter or a bare number."""
    return stem(plain) not in FRAME_STEMS and not word.isdecimal() and (len(word) > 1 or word.isupper() or not word.isascii())


# Types whose sentences have to be about the intervention itself.
_ABOUT_THE_INTERVENTION = {QuestionType.HARM, QuestionType.DOSE}
# Types whose condition is what comes of it, not whom it happens to.
_ABOUT_THE_OUTCOME = {QuestionType.CAUSE, QuestionType.PREVENTION}
# Types that weigh what is done about it.
_ABOUT_THE_EFFECT = {QuestionType.THERAPY, QuestionType.COMPARISON, QuestionType.HARM, QuestionType.DOSE}
# Types that ask for an account of one thing.
_ABOUT_ONE_THING = {QuestionType.DEFINITION, QuestionType.EPIDEMIOLOGY, QuestionType.PRESENTATION}
_BEFORE_A_SUBJECT = re.compile(
    r"(?:^|\b(?:of|for|is|are|about|by|with|has|have|define|does|do|\(are\)) (?:an? |the )?)$", re.IGNORECASE
)
_AFTER_OF = re.compile(r"\b(?:of|for|with|diagnose|detect) (?:an? |the )?$", re.IGNORECASE)
# "hypertension treatment in diabetics" is about hypertension.
_WHAT_IS_DONE = re.compile(
    r" (?:treatment|therapy|management|managment|prevention|prophylaxis|diagnosis|symptoms|prognosis)\b", re.IGNORECASE
)
_HEALTH = {ConceptKind.CONDITION, ConceptKind.FINDING}
_LINK = re.compile(r"[\s,]*(?:and|or|and/or|vs\.?|versus|from|/|,|&|than|with)?[\s,]*(?:a |an |the |just )*", re.IGNORECASE)


def topic_of(text: str, mentions: Sequence[Mention], type_: QuestionType, pico: Pico) -> tuple[Mention, ...]:
    """The mentions that a sentence has to be about, the weightiest first; empty only where the question names nothing."""
    named = [mention for mention in mentions if not (mention.concept is None and is_modifier(mention.words))]
    interventions = [m for m in named if m.concept and m.concept.kind is ConceptKind.INTERVENTION]
    health = [m for m in named if m.concept and m.concept.kind in _HEALTH]
    unknown = [m for m in named if m.concept is None]
    if type_ in _ABOUT_THE_INTERVENTION and interventions:
        meant = [m for m in health if _within(text, m, pico.population)]
        return (*_linked(text, interventions[0], interventions), *meant[:1])
    main = _main_condition(text, named, type_, pico)
    if main is not None:
        return _qualified(
            text, main, _linked(text, main, health if main in health else (unknown if main.concept is None else (main,))), unknown
        )
    if interventions:
        return _linked(text, interventions[0], interventions)
    tests = [m for m in named if m.concept and m.concept.kind is ConceptKind.TEST]
    for group in (tests, unknown):
        if group:
            return tuple(group[:2]) if group is unknown else _linked(text, group[0], group)
    return tuple(named[:1]) or tuple(mentions[:1])


def _main_condition(text: str, named: Sequence[Mention], type_: QuestionType, pico: Pico) -> Mention | None:
    """The condition that the question turns on; words the vocabulary does not know may stand where a condition stands."""
    health = [m for m in named if m.concept and m.concept.kind in _HEALTH]
    unknown = [m for m in named if m.concept is None]
    for mention in health:
        if _WHAT_IS_DONE.match(text, mention.end):
            return mention
    conditions = [m for m in health if m.concept and m.concept.kind is ConceptKind.CONDITION]
    if type_ in _ABOUT_THE_OUTCOME:
        outcomes = [m for m in named if m.concept and m.concept.kind is ConceptKind.OUTCOME]
        places = ((pico.outcome, (conditions, health, unknown, outcomes)), (pico.population, (conditions, health)))
    elif type_ in _ABOUT_THE_EFFECT:
        outcomes = [m for m in named if m.concept and m.concept.kind is ConceptKind.OUTCOME]
        found = conditions or health or [m for m in unknown if not _beside(text, m, outcomes)]  # "sleep onset" is no condition
        places = ((pico.population, (found, unknown if not conditions else ())), (pico.outcome, (found,)))
    else:
        places = ()
    for place, groups in places:
        for group in groups:
            inside = [mention for mention in group if _within(text, mention, place)]
            if inside:
                return inside[0]
    if not places and unknown and _is_asked_about(text, unknown[0], health, type_):
        return unknown[0]
    for group in (conditions, health):
        if group:
            return group[-1] if type_ in _ABOUT_THE_OUTCOME and len(group) > 1 else group[0]
    return None


def _is_asked_about(text: str, unknown: Mention, health: Sequence[Mention], type_: QuestionType) -> bool:
    """Whether a name that the vocabulary lacks stands, before everything known, where the question puts its subject."""
    if not health:
        return True
    if unknown.end > health[0].start or _beside(text, unknown, health):
        return False
    before = _BEFORE_A_SUBJECT if type_ in _ABOUT_ONE_THING else _AFTER_OF
    return before.search(text, 0, unknown.start) is not None


def _within(text: str, mention: Mention, part: str) -> bool:
    """Whether the mention lies in this part of the question's text."""
    at = text.find(part) if part else -1
    return at >= 0 and at <= mention.start and mention.end <= at + len(part)


def _linked(text: str, main: Mention, group: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mention with those of its group that only "and", "or", "versus" or a comma parts from it."""
    found = [main]
    at = list(group).index(main)
    for mention in group[at + 1 :]:
        if not _LINK.fullmatch(text, found[-1].end, mention.start):
            break
        found.append(mention)
    for mention in reversed(group[:at]):
        if not _LINK.fullmatch(text, mention.end, main.start):
            break
        found.append(mention)
    return tuple(found)


def _qualified(text: str, main: Mention, found: tuple[Mention, ...], unknown: Sequence[Mention]) -> tuple[Mention, ...]:
    """The topic with the unknown words that stand right beside its main mention: "lymphoblastic" leukaemia."""
    beside = tuple(m for m in unknown if m not in found and not is_modifier(m.words) and _beside(text, m, (main,)))
    return (*found, *beside)


def _beside(text: str, mention: Mention, others: Sequence[Mention]) -> bool:
    return any(
        text[mention.end : o.start] in {" ", "-"} or text[o.end : mention.start] in {" ", "-"} for o in others if o != mention
    )


def aspects_of(mentions: Sequence[Mention], topic: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions besides the topic, in order of place."""
    return tuple(mention for mention in mentions if mention not in topic)
