"""Pronouns and names such as "this treatment" in a follow-up question, and what of the context they refer to."""

from __future__ import annotations

import re
from typing import NamedTuple

from answerable.conversation.model import Context
from answerable.conversation.naming import is_plural, phrase

# What is said only of something that is done or taken, and what only of a condition. Where neither is found, the words refer to
# what the last question was about.
_SAID_OF_TREATMENT = re.compile(
    r"\b(?:safe|side[- ]?effects?|works?|working|effective\w*|dos(?:e|es|age)|taken?|taking|prescri\w+|addict\w+|"
    r"perform\w*|inject\w*|"
    r"cost|expensive|approved|available|overdose|interact\w*|mechanism|wear off|kick in|recommended|indicated|used|given|"
    r"help(?:s|ful)?|combine\w*|stop taking|better than|worth|needed|necessary|repeated|tried|contraindicated|over the counter|"
    r"covered|alternatives? to|tolerated|useful|withdraw\w*|invasive|done|start|benefits?)\b",
    re.IGNORECASE,
)
_SAID_OF_CONDITION = re.compile(
    r"\b(?:treat(?:ed|ing|able|ment|s)?|cur(?:e|ed|able)|diagnos\w+|manag\w+|common|rare|contagious|infectious|"
    r"hereditary|genetic|inherited|prevent\w*|"
    r"come back|comes back|recur\w*|go away|goes away|fatal|malignant|cancer|symptoms?|caus(?:es|ed|ing)|cause|get rid|removed?|"
    r"spread|confused|mistaken|diagnosis|avoid|catch|outgrow|differ\w*|types?|stages?|monitored|called|form of|"
    r"develop\w*|occur\w*|"
    r"get (?:it|them|this)|have (?:it|this|them|one)|living with|live with|about (?:it|this|them|that)|help(?:s)? "
    r"(?:with )?(?:it|them|this)|(?:good|bad|best|used|work\w*|take\w*|effective|drugs?|medicines?|cream|diet|"
    r"exercises?|"
    r"surgery|something|anything|available) (?:for|against|with) (?:it|this|them|that)|make (?:it|them|this) "
    r"(?:better|worse)|worse|better|slow|grow\w*|"
    r"related|linked|associated|risk of getting|heal\w*|rupture\w*|burst)\b",
    re.IGNORECASE,
)

_AUX = r"(?:is|are|was|were|does|do|did|can|could|should|will|would|has|have|may|might|must|isn't|aren't|doesn't|don't)"
_BARE = r"(?:it|they|them|these|those|this|that|one|he|she)"
_NOUN_OF_CONDITION = (
    r"(?:condition|disease|illness|disorder|problem|complaint|diagnosis|disability|infection|syndrome|lump|lumps|"
    r"nodules?|thing|things|"
    r"ailment|injury|pathology|situation)"
)
_NOUN_OF_TREATMENT = (
    r"(?:treatments?|drugs?|medicines?|medications?|therap(?:y|ies)|operations?|procedures?|surgery|approach|"
    r"tablets?|pills?|supplements?|"
    r"interventions?|methods?|options?|programmes?|remed(?:y|ies)|substances?|shots?|jabs?)"
)
_THE_CONDITION = re.compile(
    rf"\b(?:this|that|the|these|those|such(?: an?)?|said) (?:same )?{_NOUN_OF_CONDITION}\b", re.IGNORECASE
)
_THE_TREATMENT = re.compile(
    rf"\b(?:this|that|these|those|such(?: an?)?|said|the same) (?:same )?{_NOUN_OF_TREATMENT}\b", re.IGNORECASE
)
_POSSESSIVE = re.compile(
    r"\b(?:its|their) (?P<of>(?:(?!in\b|for\b|on\b|and\b|with\b|than\b|better\b)[\w-]+ ){0,2}?(?:[\w-]+))(?=$|"
    r"[?,.]| (?:in|for|on|and|with|than|"
    r"better|worse|compared|if|when|after)\b)",
    re.IGNORECASE,
)
_OWN = re.compile(r"\b(?:on (?:its|their) own|by itself|by themselves|of itself)\b", re.IGNORECASE)
_EXPLETIVE = re.compile(
    rf"\b{_AUX} it (?:\w+ly )?(?:true|possible|necessary|safe|ok|okay|normal|likely|better|best|worth|wise|"
    rf"important|dangerous|bad|good|"
    r"advisable|a good idea|a bad idea|too late|enough|all right|alright|useful|helpful|harmful|sensible|recommended) "
    r"(?:that|to|if|for me to|for \w+ to|\w+ing)\b|\b(?:does|will|did) it take\b|\bdoes it matter\b|\bworth it\b|"
    r"\bthey (?:treat|diagnose|test|find|remove|operate|check|manage|fix|give|use|measure|know|decide|do)\b(?= "
    r"(?:it|this|that|them|for it)\b)|\bwhen it comes to\b",
    re.IGNORECASE,
)
# Where a bare pronoun stands in a question: after its verb, after a preposition or another verb, before its own verb.
_AFTER_AUX = re.compile(
    rf"\b(?P<aux>{_AUX}) (?P<it>it|they|this|that|these|those|one)\b(?! (?:{_NOUN_OF_CONDITION}|" rf"{_NOUN_OF_TREATMENT})\b)",
    re.IGNORECASE,
)
_AS_OBJECT = re.compile(
    r"(?<=[\w\x00] )(?P<it>it|them|this|these|those|that|one)(?=$|[?,.;]| (?:be|in|for|with|without|on|at|by|from|if|"
    r"when|while|and|or|to|during|"
    r"after|before|better|worse|best|safely|again|away|better|quickly|naturally|is|are|was|does|can|while|instead|"
    r"than|every|daily|"
    r"together|only|early|under|work|works|help|helps|last|happen|come|comes|go|goes|up|down|out|off|about|as|"
    r"still|always|usually|often|ever|"
    r"get|gets|cause|causes|affect|affects|so|called|first|at|twice|once|differ|hurt|hurts|spread|spreads|run|runs|"
    r"recur|look|feel)\b)",
    re.IGNORECASE,
)
_AFTER_PREPOSITION = re.compile(
    r"(?P<pre>\b(?:with|of|for|from|about|by|against|without|having|have|after|before|during)) (?:it|them)\b", re.IGNORECASE
)
_AT_THE_BEGINNING = re.compile(
    r"^(?P<it>it|they|this|that|these|those)(?= (?:is|are|was|can|does|do|will|has|should)\b)", re.IGNORECASE
)
_NOT_ALONE = re.compile(r"\b(?:which|more than|no|any|every|each|another|the other|the) one\b", re.IGNORECASE)


class Resolved(NamedTuple):
    """A question with its pronouns replaced, and which parts of the context replaced them; `missing` where there is nothing."""

    words: str
    parts: tuple[str, ...] = ()
    missing: bool = False


def refers(words: str) -> bool:
    """Whether the words speak of something that only the context can name."""
    freed = _OWN.sub("", _EXPLETIVE.sub("", _NOT_ALONE.sub("", words)))
    return any(
        pattern.search(freed)
        for pattern in (
            _THE_CONDITION,
            _THE_TREATMENT,
            _POSSESSIVE,
            _AFTER_AUX,
            _AS_OBJECT,
            _AFTER_PREPOSITION,
            _AT_THE_BEGINNING,
        )
    )


def antecedent(words: str, context: Context, spoken: bool) -> str:
    """The part of the context that pronouns stand for: by what is said of it, else by what was last spoken of."""
    if not context.intervention:
        return "topic"
    if not context.topic or (_AFTER_AUX.search(words) and _AS_OBJECT.search(_AFTER_AUX.sub("", words, count=1))):
        return "intervention"  # "does it prevent it?": the treatment does, the condition is what it does it to
    of_treatment, of_condition = _SAID_OF_TREATMENT.search(words), _SAID_OF_CONDITION.search(words)
    if of_condition and not (of_treatment and spoken and not _stronger(words)):
        return (
            "intervention"
            if spoken and re.search(r"\b(?:cause|worse|better|slow|start)\b", words) and not _stronger(words)
            else "topic"
        )
    return "intervention" if of_treatment or spoken else "topic"


def _stronger(words: str) -> bool:
    """Whether the pronoun is the object of a treatment: "help it", "treat them", "for it"."""
    return (
        re.search(
            r"\b(?:treat\w*|cured?|diagnos\w+|manag\w+|help(?:s|ed)?(?: with)?|for|against|make|about|have|get|with) (?:it|"
            r"them|this|that)\b"
            r"|\b(?:it|they|this|that) (?:be )?(?:treated|cured|diagnosed|managed|prevented|caught|inherited|contagious|"
            r"common|rare)\b|"
            r"\b(?:come|go|slow) (?:back|away|it down)\b",
            words,
            re.IGNORECASE,
        )
        is not None
    )


def resolve(words: str, context: Context, spoken: bool) -> Resolved:
    """The question with each pronoun replaced by what it refers to, verbs agreeing."""
    parts: dict[str, None] = {}
    hidden: list[str] = []

    def hide(match: re.Match[str]) -> str:
        hidden.append(match.group())
        return f"\x00{len(hidden) - 1}\x00"

    text = words
    for pattern in (_OWN, _EXPLETIVE, _NOT_ALONE):
        text = pattern.sub(hide, text)
    part = antecedent(words, context, spoken)
    name = {"topic": context.topic, "intervention": context.intervention}
    if _THE_TREATMENT.search(text):
        if context.intervention:
            text = _THE_TREATMENT.sub(lambda _: _use("intervention", name, parts), text)
        else:
            text = _THE_TREATMENT.sub(lambda m: re.sub(r"^\S+ ", "the ", m.group()), text)
    text = _THE_CONDITION.sub(lambda m: _use("topic", name, parts) or m.group(), text)
    if (
        any(p.search(text) for p in (_POSSESSIVE, _AFTER_AUX, _AS_OBJECT, _AFTER_PREPOSITION, _AT_THE_BEGINNING))
        and not name[part]
    ):
        return Resolved(words, (), missing=True)
    text = _POSSESSIVE.sub(lambda m: f"the {m['of']} of {_use(part, name, parts)}", text, count=1)
    text = _AFTER_AUX.sub(lambda m: f"{agree(m['aux'], name[part])} {_use(part, name, parts)}", text, count=1)
    text = _AS_OBJECT.sub(lambda _: _use(_other(part, parts, context), name, parts), text)
    text = _AFTER_PREPOSITION.sub(lambda m: f"{m['pre']} {_use(_other(part, parts, context), name, parts)}", text)
    text = _AT_THE_BEGINNING.sub(lambda _: _use(part, name, parts), text)
    for number, was in enumerate(hidden):
        text = text.replace(f"\x00{number}\x00", was)
    return Resolved(text, tuple(parts))


def _use(part: str, name: dict[str, str], parts: dict[str, None]) -> str:
    if name[part]:
        parts[part] = None
    return phrase(name[part])


def _other(part: str, parts: dict[str, None], context: Context) -> str:
    """What an object stands for: not what the subject has been already ("does it help it")."""
    if part == "intervention" and "intervention" in parts and context.topic:
        return "topic"
    return part


_AGREES = {"is": "are", "was": "were", "does": "do", "has": "have", "isn't": "aren't", "doesn't": "don't"}
_SINGULAR = {plural: singular for singular, plural in _AGREES.items()}


def agree(verb: str, name: str) -> str:
    """The verb in the number of the name: "are" for "varicose veins"."""
    agreed = (_AGREES if is_plural(name) else _SINGULAR).get(verb.lower(), verb)
    return agreed.capitalize() if verb[:1].isupper() else agreed
