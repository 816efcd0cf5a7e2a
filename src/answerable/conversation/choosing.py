"""Choosing among what was named: "the second one", "the former", "which of these is safer"."""

from __future__ import annotations

import re

from answerable.composition.answer import Answer
from answerable.conversation.asking import Asked, Spoken
from answerable.conversation.naming import is_plural, kind_of, phrase, same
from answerable.drafting.model import SectionKind
from answerable.question import vocabulary
from answerable.question.model import ConceptKind

_ORDINALS = {"first": 0, "former": 0, "second": 1, "latter": 1, "third": 2, "fourth": 3, "fifth": 4, "last": -1, "other": 1}
_CHOICE = re.compile(
    r"(?:(?:(?:what|how) (?:about|of)|is|does|and|tell me (?:more )?about|more (?:on|about)|for|with) )?the "
    rf"(?P<which>{'|'.join(_ORDINALS)})(?: (?:one|option|treatment|drug|medicine|therapy|choice|approach))?"
    r"(?P<rest>(?: (?:safe|better|effective|work|help|best|any good|you (?:mentioned|named|listed)|on the list|mentioned))*)",
    re.IGNORECASE,
)
_ASKED_OF_TREATMENT = {
    SectionKind.TREATMENT,
    SectionKind.GUIDANCE,
    SectionKind.COMPARISON,
    SectionKind.OUTCOME,
    SectionKind.PREVENTION,
}
_TOO_WIDE = frozenset(
    {
        *("treatment", "therapy", "drug therapy", "combination therapy", "medication", "placebo", "usual care", "counselling"),
        *(
            "general anaesthesia",
            "local anaesthesia",
            "home birth",
            "antenatal care",
            "advice",
            "education",
            "self-management",
            "health education",
            "multidisciplinary care",
        ),
    }
)
_SAID = {name: f"{name}s" for name in ("injection", "local injection", "steroid injection", "epidural steroid injection")}


def chosen(core: str, spoken: Spoken) -> Asked | None:
    """The question about the one that an ordinal picks; None where the words pick nothing."""
    match = _CHOICE.fullmatch(core)
    if match is None:
        return None
    options = options_in(spoken)
    place = _ORDINALS[match["which"].lower()]
    if match["which"].lower() in {"former", "latter", "other"} and len(options) != 2:
        options = options[:2]
    if not options or place >= len(options):
        named = f" So far these were named: {', '.join(options)}." if options else ""
        return Asked(unclear=f"Which one do you mean? Name it, for example “What about surgery?”.{named}")
    name = options[place]
    if re.search(r"\bsafe", match["rest"], re.IGNORECASE):
        return Asked(spoken.fill(f"{'Are' if is_plural(name) else 'Is'} {phrase(name)} safe for {{t}}?"), intervention=name)
    return Asked(spoken.fill(f"{'Do' if is_plural(name) else 'Does'} {phrase(name)} help {{t}}?"), intervention=name)


def options_in(spoken: Spoken) -> tuple[str, ...]:
    """What can be chosen from: what was compared, or else the treatments that the last answer names, in its order."""
    context = spoken.context
    if context.intervention and context.comparator:
        both = (context.intervention, context.comparator)
        return both if spoken.says(context.comparator) else both[::-1]  # what was spoken of earlier comes first
    return treatments_named(spoken.last, context.topic)


def treatments_named(answer: Answer, topic: str) -> tuple[str, ...]:
    """The treatments that an answer's claims name, in reading order, each once."""
    found: dict[str, int] = {}
    sections = [s for s in answer.sections if s.kind in _ASKED_OF_TREATMENT] or answer.sections
    for section in sections:
        claims = (*(c for d in section.disagreements for c in d.claims), *section.claims)
        for claim in claims:
            for mention in vocabulary().mentions(claim.text):
                if mention.concept and kind_of(mention) is ConceptKind.INTERVENTION and not same(mention.words, topic):
                    name = _SAID.get(mention.concept.name, mention.concept.name)
                    found[name] = found.get(name, 0) + 1
    return tuple(name for name in found if name not in _TOO_WIDE)
