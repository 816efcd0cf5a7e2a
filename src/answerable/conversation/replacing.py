"""Putting other words into the last question: other people, another treatment, another comparison, another condition."""

from __future__ import annotations

import re

from answerable.conversation.asking import Asked, Spoken, in_people
from answerable.conversation.context import context_from
from answerable.conversation.naming import (
    HEALTH,
    bare,
    concept_named,
    is_condition,
    is_plural,
    kind_of,
    names_in,
    people_in,
    phrase,
    same,
)
from answerable.conversation.referring import agree
from answerable.question.model import ConceptKind, QuestionType

_COMPARED = re.compile(
    r"^(?:and |but )?(?:as )?(?:compared?|in comparison|relative)(?: (?:with|to))\s+(?P<with>\S.*)$|^(?:versus|"
    r"vs\.?|against|rather than|than|"
    r"instead of|or just|or)\s+(?P<than>\S.*)$",
    re.IGNORECASE,
)
_INSTEAD = re.compile(r"\s*\b(?:instead|rather|as an alternative)$", re.IGNORECASE)
_WHOM = re.compile(r"^(?:for|in|with|of|among|during|if|when|while|about|on|to)\s+", re.IGNORECASE)
_WAY = re.compile(
    r"oral|transdermal|topical|intravenous|intramuscular|subcutaneous|inhaled|nasal|vaginal|rectal|local|systemic|"
    r"high|low|short|long|early|late"
    r"|daily|weekly|monthly|open|endoscopic|laparoscopic|supervised|unsupervised|individual|group|online|continuous|intermittent"
    r"|(?:high|low)[- ]dose|(?:once|twice)[- ](?:daily|weekly)|(?:short|long)[- ]term|single|repeated",
    re.IGNORECASE,
)
_STRANGE = 3  # words: more that nobody knows are no name
_NOT_THEM = re.compile(
    r"^(?:(?:if|when|in|for|they|i'm|you're|is|are|those|people|who|she's|she|he) )*(?:not|isn't|aren't|non)\b", re.IGNORECASE
)
_ADDED = re.compile(r"^(?:together|combined|in combination|along|adding|added to|on top of|plus)(?: with)?\s+", re.IGNORECASE)
_DONE_TOO = frozenset({"weight loss", "sleep deprivation", "weight gain"})  # a finding, and what one may bring about on purpose
_LITTLE = frozenset(
    "a an the my your only just some any with in for and or not no of to who is are i'm i am also if me too "
    "during while when after before on at among".split()
)
_WHAT_IS_DONE = frozenset({ConceptKind.INTERVENTION})
_EFFECT = frozenset(
    {QuestionType.HARM, QuestionType.DOSE, QuestionType.THERAPY, QuestionType.COMPARISON, QuestionType.PREVENTION}
)


def replaced(rest: str, spoken: Spoken, *, correcting: bool = False) -> Asked | None:
    """The last question with these words in the place of what is of their kind; None where they name nothing."""
    rest = _INSTEAD.sub("", opened := rest.strip(" ,;:?!.\"'")) or opened
    instead = rest != opened
    if compared := _COMPARED.match(rest):
        return _compared(compared["with"] or compared["than"], spoken)
    rest = re.sub(r"^(?:using|taking|trying|having|doing|the use of|use of)\s+", "", rest, flags=re.IGNORECASE)
    if added := _ADDED.match(rest):
        done = spoken.context.intervention
        return (
            _intervention(f"{done} with {bare(rest[added.end() :])}", spoken, instead=False)
            if done
            else replaced(rest[added.end() :], spoken)
        )
    said, people = ("", "") if _NOT_THEM.match(rest) else people_in(rest, spoken.context.topic)
    if said and _only(rest, said):
        return _people(people, spoken)
    if choice := _choice(rest, spoken):
        return choice
    names = names_in(rest)
    if not names or (not any(m.concept for m in names) and len(rest.split()) > _STRANGE):
        return None
    if _NOT_THEM.match(rest):
        return Asked(unclear="Whom do you mean instead? Name them, for example “In adults?”.")
    done = [m for m in names if kind_of(m) in _WHAT_IS_DONE]
    kind = kind_of(next((m for m in (*done, *names) if m.concept), names[0]))
    whom = _WHOM.match(rest)
    name = rest[whom.end() :] if whom else rest
    if kind in HEALTH and not (concept_named(name) in _DONE_TOO and not whom):
        return _condition(_no_having(name), spoken, with_it=bool(whom) and not correcting)
    if said:  # "ibuprofen in children"
        name = _without(name, said)
        spoken = spoken.of(people)
    name = bare(name)
    return _other(name, kind, spoken, instead=instead) if 0 < len(name.split()) <= 8 else None


def _condition(name: str, spoken: Spoken, *, with_it: bool) -> Asked:
    """The last question, of people with a condition, of a condition as a cause, or of it in the topic's place."""
    if with_it and not same(name, spoken.context.topic):
        return _people(f"people with {name}", spoken)
    of_a_cause = spoken.question.type is QuestionType.CAUSE and spoken.about_treatment
    if of_a_cause and (swapped := _swap(_last(spoken), spoken.context.intervention, name)):
        return Asked(swapped, topic=spoken.context.topic, intervention=name)
    return _topic(name, spoken)


def _other(name: str, kind: ConceptKind | None, spoken: Spoken, *, instead: bool) -> Asked | None:
    """The question about what is no condition, by what it is."""
    if not spoken.context.topic:
        return None
    if kind in {ConceptKind.OUTCOME, ConceptKind.ANATOMY}:
        return _outcome(name, spoken)
    if kind is ConceptKind.TEST:
        name = re.sub(r"\s+(?:needed|necessary|required|useful|helpful)$", "", name, flags=re.IGNORECASE)
        return Asked(spoken.fill(f"{_is(name)} {phrase(name)} useful to diagnose {{t}}?"))
    if kind is ConceptKind.OTHER:
        return Asked(spoken.fill(f"{_does(name)} {phrase(name)} affect {{t}}?"), intervention=name)
    name = re.sub(r"\s+or not$", "", name, flags=re.IGNORECASE)
    return _intervention(name, spoken, instead=instead)


def _choice(rest: str, spoken: Spoken) -> Asked | None:
    """ "Massage or yoga?": one against the other."""
    sides = re.split(r",? (?:or|vs\.?|versus|against) ", rest)
    if len(sides) != 2 or not spoken.context.topic or any(len(side.split()) > 5 for side in sides):
        return None
    way = spoken.context.intervention if all(map(_WAY.fullmatch, sides)) else ""
    if way:  # "oral or transdermal?" are two ways of giving what was spoken of
        whole = f"{_is(way)} {sides[0]} {way} better than {sides[1]} {way} for {{t}}?"
        return Asked(spoken.fill(whole), intervention=f"{sides[0]} {way}", comparator=f"{sides[1]} {way}")
    if any({kind_of(m) for m in names_in(side)} & {*HEALTH, ConceptKind.POPULATION} or not names_in(side) for side in sides):
        return None
    one, other = map(bare, sides)
    return Asked(
        spoken.fill(f"{_is(one)} {phrase(one)} better than {phrase(other)} for {{t}}?"), intervention=one, comparator=other
    )


def _only(rest: str, said: str) -> bool:
    """Whether the words say of whom and nothing else."""
    left = re.sub(re.escape(said), " ", rest, count=1, flags=re.IGNORECASE).lower().split()
    return all(
        word.strip(",;") in _LITTLE or word in {"people", "patients", "case", "cases", "men", "women", "like"} for word in left
    )


def _without(name: str, said: str) -> str:
    return re.sub(
        rf"\s*\b(?:in|for|during|among|with|if|when)?\s*(?:i'm |the |my |an? )?{re.escape(said)}",
        "",
        name,
        count=1,
        flags=re.IGNORECASE,
    ).strip()


def _no_having(words: str) -> str:
    return bare(
        re.sub(
            r"^(?:i have|you have|people have|there is|people with|patients with|having|i also have|they have|someone with)\s+",
            "",
            words,
            flags=re.IGNORECASE,
        )
    )


def _does(name: str) -> str:
    return "Do" if is_plural(name) else "Does"


def _is(name: str) -> str:
    return "Are" if is_plural(name) else "Is"


def _swap(text: str, old: str, new: str) -> str:
    """The text with one name in the place of another and the verb before it agreeing; empty where the name is not in it."""
    pattern = re.compile(
        rf"(?:\b(?P<verb>is|are|does|do|was|were|has|have) )?\b(?:(?:an?|the) )?{re.escape(bare(old))}(?!\w)", re.IGNORECASE
    )
    found = pattern.search(text)
    if not old or found is None:
        return ""
    verb = f"{agree(found['verb'], new)} " if found["verb"] else ""
    return f"{text[: found.start()]}{verb}{phrase(new)}{text[found.end() :]}"


def _last(spoken: Spoken) -> str:
    """The last question in its own words, without its question mark, in a context that may have been changed."""
    text, context = spoken.question.text.rstrip(" ?!."), spoken.context
    said, people = people_in(text, context.topic)
    if said and people.lower() != context.population.lower():
        text = _swap(text, said, context.population) if context.population else _without(text, said)
    topic = context_from(spoken.question).topic
    if context.topic and not spoken.says(context.topic) and not same(topic, context.topic):
        text = _swap(text, topic, context.topic) or text
    return text


def _people(people: str, spoken: Spoken) -> Asked:
    """The last question, of other people."""
    context = spoken.context
    last = _last(spoken)
    said = people_in(last, context.topic)[0]
    if said and (swapped := _swap(last, said, people)):
        return Asked(swapped)
    if spoken.question.type is QuestionType.DEFINITION and context.topic:
        return Asked(f"What is known about {phrase(context.topic)} {in_people(people)}")
    return Asked(f"{last} {in_people(people)}")


def _topic(name: str, spoken: Spoken) -> Asked:
    """The last question, of another condition."""
    last = _last(spoken)
    old = context_from(spoken.question).topic or spoken.context.topic
    if swapped := _swap(last, spoken.context.topic if spoken.says(spoken.context.topic) else old, name):
        return Asked(swapped, topic=name)
    return Asked(f"What is {phrase(name)}?", topic=name)


def _intervention(name: str, spoken: Spoken, *, instead: bool) -> Asked:
    """The last question, of another treatment; where it was of none, whether this one helps."""
    context, last = spoken.context, _last(spoken)
    new = bare(name)
    if instead and context.intervention and context.topic:
        whole = spoken.fill(f"{_is(new)} {phrase(new)} better than {{i}} for {{t}}?")
        return Asked(whole, intervention=new, comparator=context.intervention)
    if (
        spoken.question.type is QuestionType.COMPARISON
        and context.comparator
        and (swapped := _swap(last, context.comparator, new))
    ):
        return Asked(swapped, intervention=context.intervention, comparator=new)
    if spoken.about_treatment and spoken.question.type in _EFFECT and (swapped := _swap(last, context.intervention, new)):
        return Asked(swapped, intervention=new)
    about_it = spoken.question.type in {QuestionType.DEFINITION, QuestionType.HARM, QuestionType.DOSE}
    if about_it and not is_condition(context.topic) and (swapped := _swap(last, context.topic, new)):
        return Asked(swapped, topic=new)
    return Asked(spoken.fill(f"{_does(new)} {phrase(new)} help {{t}}?"), intervention=new)


def _compared(name: str, spoken: Spoken) -> Asked:
    """What was last spoken of, set against this."""
    new = bare(name)
    if not spoken.context.intervention:
        return Asked(
            unclear=f"What do you want to compare with {new}? Name the treatment, for example “Is surgery better than {new}?”."
        )
    verb = _is(spoken.context.intervention)
    whole = (
        spoken.fill(f"{verb} {{i}} better than {phrase(new)} for {{t}}?")
        or f"{verb} {phrase(spoken.context.intervention)} better than {phrase(new)}?"
    )
    return Asked(whole, intervention=spoken.context.intervention, comparator=new)


def _outcome(name: str, spoken: Spoken) -> Asked:
    """What the treatment last spoken of, or else the condition, does to an outcome."""
    if spoken.context.intervention:
        return Asked(spoken.fill(f"What is the effect of {{i}} on {bare(name)} in {{t}}?"))
    return Asked(spoken.fill(f"How {{do}} {{t}} affect {bare(name)}?"))
