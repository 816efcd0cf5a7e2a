"""What a question is about: its mentions, and which of them a sentence has to be about to be on the topic."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from answerable.question.model import ConceptKind, Mention, Pico, QuestionType
from answerable.question.vocabulary import Vocabulary
from answerable.question.words import STOP_WORDS, WORD, stem

# Words by which a question is put, and which name nothing: they carry its type, not its subject.
_FRAME = frozenset(
    stem(word)
    for word in """accurate adverse affect affected affects associated association available avoid bad become benefit beneficial best
    better care case cases cause caused causes chance change changes clinical common commonly compare compared comparison complication
    complications condition conditions confirm consequence considered contraindicated contribute control correlate correlation course
    cure cured damage dangerous decrease deal definition depend describe detect determine develop diagnose diagnosed diagnosing
    diagnosis diagnostic differ difference differences different differential differentiate disease disorder distinguish do dosage
    dose dosing drug drugs early effect effective effectiveness effects efficacious efficacy else enhance epidemiology etiology
    aetiology evaluate evidence example experience explain factor factors feature features find first first-line fix follow
    following frequency frequent frequently genetic good guideline guidelines happen happens harmful heal help helpful helps hereditary
    identify illness impact important improve improved improvement improves incidence include increase increased increases
    indicate indicated indicator individual individuals induce influence information inherit inherited interact interaction
    interactions intervention interventions investigate involve kind kinds know known last lead level likelihood likely linked long
    look lower made main make manage managed management many mean meaning measure mechanism medication medications medicine medicines method
    methods mimic natural necessary new normal occur odds okay option options other outcome outcomes outlook overview part pathogenesis
    pathophysiology patient patients people person play possible predict predictor predictors present presentation prevalence prevalent
    prevent prevented prevention preventing problem problems produce prognosis prognostic protect protective provide question rare rate
    rates recommend recommended reduce reduced reduces reducing reduction related relation relationship relevant relief relieve
    remedies remedy report require required result results risk risks role safe safely safety screen screened see sensitivity serious
    severity should show side sign significant signs specificity stage stages start stop study subject superior inferior suffer
    symptom symptoms take taken taking tell test tested tests therapies therapy thing things time together toxicity treat treated
    treating treatment treatments trigger try type types understand useful usual usually value vs versus warning way ways well
    work works worse year years day days week weeks month months patient's able actually answer anything appropriate ask aware become
    believe bring brings call called come comes common concern currently dangers days' doctor doctors does done effectively
    eg ever ease exist exactly feel feels find fine form found general generally genuinely hello hi idea implication implications
    influenced justified keep kill learn let live major matter mine minimise minimize more most naturally need needed
    ok often optimal ought outlook particular percentage place please possibly predictive prefer preferred proportion
    purpose put quick quickly raise raised reason reasons reliable reliably regarding respond response right say select should
    situation so sometimes soon specific still successful successfully suitable sure than thank thanks think useful usefulness
    valid validity versus want whether worth worthwhile wrong signs/symptoms research trials trial being people's
    susceptibility affects manifestation manifestations hallmark considerations outlooks support group groups older younger
    does gets got tried used using user users""".split()
)

# Words that narrow a name without naming anything themselves.
_MODIFIERS = frozenset(
    """acute chronic subacute severe mild moderate recurrent persistent late advanced refractory resistant untreated newly
    diagnosed suspected primary secondary low high daily weekly single double total local oral topical intravenous long-term short-term
    term short small large current previous past baseline free active uncomplicated complicated symptomatic asymptomatic uncontrolled
    controlled young old elderly adult male female human simple random randomised randomized""".split()
)

_UNNAMED_KINDS = {ConceptKind.ANATOMY, ConceptKind.POPULATION, ConceptKind.OTHER}


def is_modifier(words: str) -> bool:
    """Whether the words only narrow what stands beside them ("severe")."""
    return all(word.lower() in _MODIFIERS for word in words.replace("-", " ").split())


def mentions_of(text: str, vocabulary: Vocabulary) -> tuple[Mention, ...]:
    """Every mention of a question in order of place: what the vocabulary knows, and runs of content words that it does not."""
    known = vocabulary.mentions(text, misspelt=True)
    unknown = tuple(_unknown_runs(text, known))
    # A part of the body within an unknown name belongs to the name: "abdominal ectasia".
    dissolved = [m for m in known if m.concept and m.concept.kind is ConceptKind.ANATOMY and _touches(text, m, unknown)]
    if dissolved:
        known = tuple(m for m in known if m not in dissolved)
        unknown = tuple(_unknown_runs(text, known))
    return tuple(sorted((*known, *unknown), key=lambda mention: mention.start))


def _touches(text: str, mention: Mention, others: Sequence[Mention]) -> bool:
    return any(
        not is_modifier(other.words)
        and (text[other.end : mention.start] in {" ", "-"} or text[mention.end : other.start] in {" ", "-"})
        for other in others
    )


def _unknown_runs(text: str, known: Sequence[Mention]) -> Iterable[Mention]:
    """Runs of neighbouring words that are neither known nor function words nor the question's own frame."""
    taken = [(mention.start, mention.end) for mention in known]
    start = end = -1
    for word in WORD.finditer(text):
        inside = any(first <= word.start() < last for first, last in taken)
        lower = word.group().lower()
        plain = lower.replace("’", "'").removesuffix("'s")
        counts = (
            not inside and plain not in STOP_WORDS and stem(plain) not in _FRAME and (len(lower) > 1 or word.group().isupper())
        )
        if counts and start >= 0 and text[end : word.start()] in {" ", "-", "–"}:
            end = word.end()
            continue
        if start >= 0:
            yield Mention(text[start:end], start, end)
        start, end = (word.start(), word.end()) if counts else (-1, -1)
    if start >= 0:
        yield Mention(text[start:end], start, end)


# Types whose sentences have to be about the intervention itself.
_ABOUT_THE_INTERVENTION = {QuestionType.HARM, QuestionType.DOSE}
# Types whose condition is what comes of it, not whom it happens to.
_ABOUT_THE_OUTCOME = {QuestionType.CAUSE, QuestionType.PREVENTION}
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
    main = _main_condition(text, health, unknown, type_, pico)
    if main is not None:
        return _qualified(text, main, _linked(text, main, health if main.concept else unknown), unknown)
    if interventions:
        return _linked(text, interventions[0], interventions)
    tests = [m for m in named if m.concept and m.concept.kind is ConceptKind.TEST]
    for group in (tests, unknown):
        if group:
            return tuple(group[:2]) if group is unknown else _linked(text, group[0], group)
    return tuple(named[:1]) or tuple(mentions[:1])


def _main_condition(
    text: str, health: Sequence[Mention], unknown: Sequence[Mention], type_: QuestionType, pico: Pico
) -> Mention | None:
    """The condition that the question turns on; words the vocabulary does not know may stand where a condition stands."""
    conditions = [m for m in health if m.concept and m.concept.kind is ConceptKind.CONDITION]
    places = [pico.outcome, pico.population] if type_ in _ABOUT_THE_OUTCOME else [pico.population, pico.outcome]
    asks_about_it = type_ not in _ABOUT_THE_OUTCOME | {QuestionType.THERAPY, QuestionType.COMPARISON}
    if not asks_about_it:
        for place in places:
            for group in (conditions, health, unknown if not conditions and place == pico.population else ()):
                inside = [m for m in group if _within(text, m, place)]
                if inside:
                    return inside[0]
    # A name that the vocabulary lacks and that comes before everything known is what is asked about.
    if asks_about_it and unknown and (not health or unknown[0].end <= health[0].start) and not _beside(text, unknown[0], health):
        return unknown[0]
    for group in (conditions, health):
        if group:
            return group[-1] if type_ in _ABOUT_THE_OUTCOME and len(group) > 1 else group[0]
    return None


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
