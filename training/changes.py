"""Changes made to real sentences by rule: such as alter what is said, and such as do not."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from examples import Label

_OPPOSITES = (
    ("increase", "decrease"), ("increases", "decreases"), ("increased", "decreased"), ("increasing", "decreasing"),
    ("higher", "lower"), ("greater", "smaller"), ("more", "fewer"), ("more", "less"), ("improve", "worsen"),
    ("improves", "worsens"), ("improved", "worsened"), ("improvement", "deterioration"), ("better", "worse"),
    ("longer", "shorter"), ("reduce", "increase"), ("reduces", "increases"), ("reduced", "increased"), ("reducing", "increasing"),
    ("reduction", "increase"), ("reductions", "increases"), ("decline", "rise"), ("positive", "negative"),
    ("positively", "negatively"), ("upregulated", "downregulated"), ("upregulates", "downregulates"), ("promotes", "inhibits"),
    ("promote", "inhibit"), ("promoted", "inhibited"), ("enhances", "impairs"), ("enhanced", "impaired"), ("enhance", "impair"),
    ("superior", "inferior"), ("effective", "ineffective"), ("beneficial", "harmful"), ("protects against", "predisposes to"),
    ("activates", "suppresses"), ("activation", "suppression"), ("gain", "loss"), ("faster", "slower"), ("common", "rare"),
    ("safe", "unsafe"), ("high", "low"), ("earlier", "later"), ("prevents", "causes"), ("presence", "absence"),
    ("stimulates", "blocks"), ("induces", "inhibits"), ("raises", "lowers"), ("necessary", "unnecessary"),
)  # fmt: skip
_SAME = (
    ("participants", "patients"), ("patients", "people"), ("lowered", "reduced"), ("reduced", "decreased"),
    ("decreased", "reduced"),
    ("increased", "raised"), ("showed", "demonstrated"), ("demonstrated", "showed"), ("use", "utilisation"),
    ("therapy", "treatment"),
    ("treatment", "therapy"), ("improves", "ameliorates"), ("effect", "impact"), ("compared with", "relative to"),
    ("compared to", "in comparison with"), ("received", "were given"), ("children", "paediatric patients"),
    ("suggest", "indicate"),
    ("indicate", "suggest"), ("is associated with", "is linked to"), ("was associated with", "was linked to"),
    ("greater", "larger"),
    ("higher", "greater"), ("did not differ", "were similar"), ("evaluate", "assess"), ("about", "approximately"),
)  # fmt: skip
_PEOPLE = (
    ("men", "women"), ("women", "men"), ("children", "adults"), ("adults", "children"), ("adolescents", "elderly people"),
    ("older adults", "children"), ("boys", "girls"), ("girls", "boys"), ("healthy volunteers", "patients with heart failure"),
    ("infants", "adults"), ("mice", "humans"), ("rats", "humans"), ("patients", "pregnant women"),
    ("participants", "adolescents"),
)  # fmt: skip
_UNITS = (
    ("days", "weeks"), ("weeks", "months"), ("months", "years"), ("years", "months"), ("hours", "days"), ("mg", "g"),
    ("kg", "g"), ("minutes", "hours"), ("%", " per 1000"), ("ml", "l"), ("mmHg", "kPa"),
)  # fmt: skip
_COMPARED = re.compile(
    r"\b(compared (?:with|to)|versus|vs\.?|than(?: in| with)?|relative to) (?:the )?"
    r"(placebo|usual care|standard care|control(?: group)?s?|no treatment|sham\w*|conventional \w+)\b",
    re.IGNORECASE,
)
_OTHER_COMPARATORS = ("placebo", "usual care", "no treatment", "surgery", "an active drug", "sham treatment")
_AFTER_AUXILIARY = re.compile(r"\b(is|are|was|were|can|may|does|did|could|should|has been|have been|had)\b(?! not\b| no\b)")
_WITHOUT = (
    (re.compile(r"\b(is|are|was|were|can|may|does|did|could|should) not\b"), r"\1"),
    (
        re.compile(r"\bno (significant )?(difference|effect|improvement|association|change|benefit|increase|reduction)s?\b"),
        r"a \1\2",
    ),
    (re.compile(r"\bnot (significant|associated|effective|superior|different|related)\b"), r"\1"),
)
_PAST = {
    "reduced": "reduce", "increased": "increase", "improved": "improve", "decreased": "decrease", "showed": "show",
    "led": "lead", "resulted": "result", "prevented": "prevent", "lowered": "lower", "enhanced": "enhance", "caused": "cause",
    "provided": "provide", "predicted": "predict", "affected": "affect", "differed": "differ", "induced": "induce",
}  # fmt: skip
_PRESENT = {
    "reduces": "reduce", "increases": "increase", "improves": "improve", "decreases": "decrease", "leads": "lead",
    "prevents": "prevent", "lowers": "lower", "enhances": "enhance", "causes": "cause", "predicts": "predict",
    "affects": "affect", "induces": "induce", "inhibits": "inhibit", "promotes": "promote", "plays": "play",
    "regulates": "regulate",
}  # fmt: skip
_NUMBER = re.compile(r"(?<![\w.,-])\d+(?:\.\d+)?(?![\w-]|[.,]\d)")


@dataclass(frozen=True)
class Changed:
    """A changed sentence: what was done, the words, and what the unchanged sentence now says of it."""

    change: str
    words: str
    label: Label


def changes(sentence: str, random_: random.Random) -> Iterator[Changed]:
    """Every change that can be made to a sentence, each made once, in an order of its own."""
    for name, label, change in _CHANGES:
        words = change(sentence, random_)
        if words and words != sentence:
            yield Changed(name, words, label)


def contradicted(sentence: str, random_: random.Random) -> str:
    """The sentence saying the opposite, or empty where no rule fits."""
    ways = [_opposite, _negated] if random_.random() < 0.6 else [_negated, _opposite]
    return next((words for way in ways if (words := way(sentence, random_))), "")


def _swapped(sentence: str, pairs: tuple[tuple[str, str], ...], random_: random.Random, *, both: bool) -> str:
    """The sentence with one word of the pairs in the place of the other; empty where it has none."""
    ways = [*pairs, *((b, a) for a, b in pairs)] if both else list(pairs)
    found: list[tuple[re.Match[str], str]] = []
    for here, there in ways:
        pattern = rf"(?<![\w-]){re.escape(here)}(?![\w-])" if here[0].isalpha() else re.escape(here)
        found += [(match, there) for match in re.finditer(pattern, sentence, re.IGNORECASE)]
    if not found:
        return ""
    match, there = random_.choice(found)
    words = there.capitalize() if match.group()[0].isupper() else there
    return sentence[: match.start()] + words + sentence[match.end() :]


def _opposite(sentence: str, random_: random.Random) -> str:
    return _swapped(sentence, _OPPOSITES, random_, both=True)


def _negated(sentence: str, random_: random.Random) -> str:
    """Without its negation where it has one, else with one."""
    for pattern, plain in _WITHOUT:
        if pattern.search(sentence):
            return pattern.sub(plain, sentence, count=1)
    for forms, auxiliary in ((_PAST, "did not"), (_PRESENT, "does not")):
        for form, base in forms.items():
            at = re.search(
                rf"(?<!was )(?<!were )(?<!been )(?<!is )(?<!are )(?<!an )(?<!a )(?<!the )\b{form}\b(?! in\b)", sentence
            )
            if at:
                return f"{sentence[: at.start()]}{auxiliary} {base}{sentence[at.end() :]}"
    at = _AFTER_AUXILIARY.search(sentence)
    return f"{sentence[: at.end()]} not{sentence[at.end() :]}" if at else ""


def _figure(sentence: str, random_: random.Random) -> str:
    numbers = [match for match in _NUMBER.finditer(sentence) if float(match.group()) > 0]
    if not numbers:
        return ""
    match = random_.choice(numbers)
    value, places = float(match.group()), len(match.group().partition(".")[2])
    other = value * random_.choice((0.5, 0.8, 1.2, 1.5, 2, 3, 10))
    written = f"{other:.{places}f}"
    return "" if written == match.group() else sentence[: match.start()] + written + sentence[match.end() :]


def _unit(sentence: str, random_: random.Random) -> str:
    with_figure = re.search(r"\d\s?(?:days|weeks|months|years|hours|mg|kg|minutes|%|ml|mmHg)", sentence)
    return _swapped(sentence, _UNITS, random_, both=False) if with_figure else ""


def _people(sentence: str, random_: random.Random) -> str:
    return _swapped(sentence, _PEOPLE, random_, both=False)


def _comparator(sentence: str, random_: random.Random) -> str:
    at = _COMPARED.search(sentence)
    if not at:
        return ""
    other = random_.choice([name for name in _OTHER_COMPARATORS if name not in at.group().lower()])
    return f"{sentence[: at.start()]}{at.group(1)} {other}{sentence[at.end() :]}"


def _reordered(sentence: str, random_: random.Random) -> str:
    """A leading or closing comparison moved to the other end."""
    leading = re.match(r"(Compared (?:with|to) [^,]{3,60}|After [^,]{3,40}|In [^,]{3,60}), (\w[^.]+)\.?$", sentence)
    if leading:
        told = leading.group(2)
        return f"{told[0].upper()}{told[1:]} {leading.group(1)[0].lower()}{leading.group(1)[1:]}."
    closing = re.match(r"(\w[^.]{20,}?) (compared (?:with|to) [^,.;]{3,60})\.?$", sentence)
    if closing:
        told = closing.group(1)
        return f"C{closing.group(2)[1:]}, {told[0].lower() if told[1:2].islower() else told[0]}{told[1:]}."
    return ""


def _same(sentence: str, random_: random.Random) -> str:
    once = _swapped(sentence, _SAME, random_, both=False)
    return _swapped(once, _SAME, random_, both=False) or once if once else ""


def _trimmed(sentence: str, random_: random.Random) -> str:
    """Without brackets and without a preamble."""
    words = re.sub(r" ?\([^()]*\)| ?\[[^\[\]]*\]", "", sentence)
    words = re.sub(
        r"^(?:In conclusion|These (?:results|findings|data) (?:suggest|indicate|show) that|We (?:found|conclude) that)[, ]*",
        "",
        words,
    )
    return words[:1].upper() + words[1:] if len(words.split()) > 5 else ""


_CHANGES: tuple[tuple[str, Label, Callable[[str, random.Random], str]], ...] = (
    ("opposite", Label.CONTRADICTS, _opposite),
    ("negation", Label.CONTRADICTS, _negated),
    ("figure", Label.CONTRADICTS, _figure),
    ("unit", Label.CONTRADICTS, _unit),
    ("people", Label.NEUTRAL, _people),
    ("comparator", Label.NEUTRAL, _comparator),
    ("order", Label.SUPPORTS, _reordered),
    ("near-synonym", Label.SUPPORTS, _same),
    ("trimmed", Label.SUPPORTS, _trimmed),
)
