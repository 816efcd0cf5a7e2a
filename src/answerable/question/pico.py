"""Population, intervention, comparator and outcome as a question words them, read from where they stand around its verb."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answerable.question.effects import VERBS
from answerable.question.model import ConceptKind, Mention, Pico, QuestionType

# Verbs whose object is an outcome: "reduces pain".
_CHANGES = (
    rf"{VERBS}"
    r"|reduc(?:e|es|ed|ing)|improv(?:e|es|ed|ing)|increas(?:e|es|ed|ing)|lower(?:s|ed|ing)?|decreas(?:e|es|ed|ing)"
    r"|affect(?:s|ed)?"
    r"|influenc(?:e|es|ed)|enhanc(?:e|es|ed)|prevent(?:s|ed|ing)?|caus(?:e|es|ed|ing)|reliev(?:e|es|ed|ing)"
    r"|alleviat(?:e|es|ed)"
    r"|eas(?:e|es|ed)|shorten(?:s|ed)?|accelerat(?:e|es)|promot(?:e|es)|lead(?:s)? to|led to|result(?:s)? in"
    r"|worsen(?:s)?|rais(?:e|es)"
    r"|predict(?:s)?|delay(?:s)?|slow(?:s)?|protect(?:s)? against|contribut(?:e|es) to|predispos(?:e|es) to"
    r"|chang(?:e|es)|control(?:s)?|induc(?:e|es)"
    r"|associated with|linked (?:to|with)|related to|cut(?:s)?|minimi[sz]es?|suppress(?:es)?|boost(?:s)?"
    r"|provok(?:e|es)|trigger(?:s)?|halt(?:s|ed)?|speed(?:s)?"
)
# Verbs whose object is whom or what it is for: "helps heartburn".
_SERVES = (
    r"help(?:s|ed)?(?: with)?|treat(?:s|ed|ing)?|benefit(?:s)?|cur(?:e|es)|work(?:s|ed)?(?: well)? (?:for|in"
    r"|against)|manag(?:e|es)|detect(?:s)?|diagnos(?:e|es)|confirm(?:s)?|rul(?:e|es) (?:out|in)|identif(?:y|ies)"
    r"|(?:an? )?(?:more |less |very |most |cost-)?(?:effective|efficacious|beneficial|useful|helpful|safe|good"
    r"|indicated|appropriate"
    r"|recommended|necessary|needed|required|useful|sufficient|justified|better|superior|worse|inferior|safer"
    r"|harmful)(?: (?:and|or) \w+)?(?: (?:treatments?|therap(?:y|ies)|options?))?(?: (?:for|in|to treat|against|on"
    r"|as))?"
)
_VERB = re.compile(rf"\b(?:(?P<changes>{_CHANGES})|(?P<serves>{_SERVES}))\b", re.IGNORECASE)
# How a question opens before it names anything.
_LEAD = re.compile(
    r"^(?:[^:?]{0,60}[:,] )?(?:so |and |please )?(?:how (?:effective|good|well|safe|useful|accurate|reliable) "
    r"|how (?:long|often|soon|much) |which (?:is|are|works) (?:better|best|safer)[,:]? (?:for )?)?"
    r"(?:what(?:'s| is| are| was)? (?:the )?)?(?:is|are|was|were|does|do|did|can|could|will|would|should|may|might"
    r"|has|have)?\b\s*"
    r"(?:there (?:any )?(?:evidence|benefit|a role|role|place) (?:for|that|of|in) |(?:it|we|i|you|one) )?"
    r"(?:(?:the )?(?:clinical |long-term |short-term |adverse |side )?(?:effects?|impact|role|use|efficacy"
    r"|effectiveness|benefits?|safety|risks?|evidence|dos(?:e|age)|value|accuracy|sensitivity(?: and specificity)?"
    r"|specificity) (?:of|for) )?"
    r"(?:(?:use|using|taking|take|give|giving|have|having|need|treatment with|therapy with|adding|addition of) )?",
    re.IGNORECASE,
)
_COMPARATOR = re.compile(
    r",?\s*\b(?:(?:as )?compared? (?:with|to)|in comparison (?:with|to)|relative to|versus|vs\.?|rather than|instead of|than"
    r"|(?:superior|inferior) to|as (?:good|effective|efficacious|safe|well|accurate) as)\s+",
    re.IGNORECASE,
)
_WHERE = re.compile(r"\b(?:in|among|amongst|for|with|after|during|following|undergoing|who have)\s+", re.IGNORECASE)
_TREATMENT_OF = re.compile(
    r"\b(?:treat(?:ments?|ing)?|therap(?:y|ies)|manag(?:ement|ing|e)|remed(?:y|ies)|medicines?|medications?|drugs?"
    r"|good|best)\b"
    r"(?:[\w -]{0,20}?)\b(?:of|for|in|to)\s+|\bhow (?:to|do you|is|are|should|can) (?:treat|manage|cure"
    r"|relieve)\s+|\b(?:treat|cure|manage)\s+",
    re.IGNORECASE,
)
_AMONG = re.compile(
    r"\b(?:in|among|amongst) ((?:older |young |elderly |pregnant |healthy )?(?:people|patients|adults|children"
    r"|women|men|those|persons|individuals)\b)",
    re.IGNORECASE,
)
_PEOPLE = re.compile(r"(?:patients?|people|those|persons?|individuals|participants)\b", re.IGNORECASE)
_BY = re.compile(r"\s(?:with|by|using)\s+", re.IGNORECASE)
_OR = re.compile(r",?\s+or\s+", re.IGNORECASE)
_EDGES = re.compile(
    r"^(?:[\s,;:.!\"'()-]+|(?:suspected|from|the|a|an|any|of|that|their|your|my|me|is|are|does|do|be|it|to)\b\s+)+"
    r"|(?:[\s,;:.!?\"'()-]+|\s+(?:more|less|and|or|is|are|be|a|as|the|any|better|to|for|in|with|of|help|used|use"
    r"|was|effective|really|actually|significantly|safe|work|works|taken|given|needed))+$",
    re.IGNORECASE,
)
_HAS_PICO = {
    QuestionType.THERAPY,
    QuestionType.COMPARISON,
    QuestionType.PREVENTION,
    QuestionType.HARM,
    QuestionType.CAUSE,
    QuestionType.DOSE,
    QuestionType.PROGNOSIS,
    QuestionType.DIAGNOSIS,
}
_WHO = {ConceptKind.POPULATION, ConceptKind.CONDITION, ConceptKind.FINDING}
_WHAT = {ConceptKind.INTERVENTION, ConceptKind.TEST, ConceptKind.OTHER}


class _Reader:
    """Reads the parts of one question; pieces of text are kept as start and end so that mentions can be placed in them."""

    def __init__(self, text: str, mentions: Sequence[Mention]) -> None:
        self.text = text
        self.mentions = mentions
        self.parts: dict[str, tuple[int, int]] = {}

    def names(self, start: int, end: int, kinds: set[ConceptKind], *, unknown: bool = False) -> bool:
        """Whether a mention of one of these kinds stands between these characters."""
        return any(
            start <= m.start and m.end <= end and (m.concept.kind in kinds if m.concept else unknown) for m in self.mentions
        )

    def put(self, part: str, start: int, end: int) -> None:
        """Takes the words between these characters for a part of the PICO that has none yet."""
        if part not in self.parts and self.text[start:end].strip(" ,.?!"):
            self.parts[part] = (start, end)

    def where(self, start: int, end: int) -> re.Match[str] | None:
        """The first preposition in between that leads to people or to a condition."""
        for match in _WHERE.finditer(self.text, start, end):
            if self.names(match.end(), end, _WHO) or _PEOPLE.match(self.text, match.end(), end):
                return match
        return None

    def read(self, type_: QuestionType) -> Pico:
        """The PICO of the whole question."""
        end = len(self.text.rstrip("?!. "))
        start = self.lead_end(end)
        compared = _COMPARATOR.search(self.text, start, end)
        if compared:
            place = self.where(compared.end(), end)
            self.put("comparator", compared.end(), place.start() if place else end)
            if place:
                self.put("population", place.end(), end)
            end = compared.start()
        self.read_around_verb(start, end, type_)
        if compared and self.names(start, end, _WHAT, unknown=True):
            self.put("intervention", start, end)
        self.split_choice()
        self.fill(type_)
        return Pico(**{part: self.piece(*place) for part, place in self.parts.items()})

    def lead_end(self, end: int) -> int:
        lead = _LEAD.match(self.text, 0, end)
        return lead.end() if lead else 0

    def read_around_verb(self, start: int, end: int, type_: QuestionType) -> None:
        """Subject, verb and object; or, without a verb, what is for or in whom."""
        treated = _TREATMENT_OF.search(self.text, 0, end)
        verb = next(
            (m for m in _VERB.finditer(self.text, start, end) if self.names(start, m.start(), _WHAT | _WHO, unknown=True)), None
        )
        if treated and self.names(treated.end(), end, _WHO, unknown=True) and not (verb and verb.start() < treated.start()):
            self.read_treatment_of(treated.start(), treated.end(), start, end)
        elif verb:
            self.put("intervention", start, verb.start())
            self.read_object(verb, end)
        elif place := self.where(start, end):
            if self.names(start, place.start(), _WHAT, unknown=type_ in {QuestionType.THERAPY, QuestionType.HARM}):
                on = re.search(r"\bon\s+", self.text[start : place.start()])
                self.put("intervention", start, start + on.start() if on else place.start())
                if on:
                    self.put("outcome", start + on.end(), place.start())
            self.put("population", place.end(), end)

    def read_treatment_of(self, verb_start: int, after: int, start: int, end: int) -> None:
        by = _BY.search(self.text, after, end)
        if by and self.names(by.end(), end, _WHAT, unknown=False):
            self.put("intervention", by.end(), end)
            self.put("population", after, by.start())
            return
        if verb_start > start and self.names(start, verb_start, _WHAT):
            self.put("intervention", start, verb_start)
        self.put("population", after, end)

    def read_object(self, verb: re.Match[str], end: int) -> None:
        if verb.group("serves"):
            self.put("population", verb.end(), end)
            return
        place = self.where(verb.end(), end)
        self.put("outcome", verb.end(), place.start() if place else end)
        if place:
            self.put("population", place.end(), end)

    def split_choice(self) -> None:
        """ "aspirin or clopidogrel": the second is the comparator."""
        if "intervention" not in self.parts or "comparator" in self.parts:
            return
        start, end = self.parts["intervention"]
        choice = _OR.search(self.text, start, end)
        if choice and self.names(start, choice.start(), _WHAT) and self.names(choice.end(), end, _WHAT):
            self.parts["intervention"] = (start, choice.start())
            self.parts["comparator"] = (choice.end(), end)

    def fill(self, type_: QuestionType) -> None:
        """What the order of words did not give, from what the mentions are."""
        wanted = [("population", {ConceptKind.POPULATION})]
        if type_ in _HAS_PICO:
            wanted += [("intervention", {ConceptKind.INTERVENTION}), ("outcome", {ConceptKind.OUTCOME})]
            wanted += [("population", {ConceptKind.CONDITION})]
        taken = list(self.parts.values())
        for part, kinds in wanted:
            for mention in self.mentions:
                free = not any(start <= mention.start < end for start, end in taken)
                if free and mention.concept and mention.concept.kind in kinds:
                    self.put(part, mention.start, mention.end)

    def piece(self, start: int, end: int) -> str:
        return _EDGES.sub("", self.text[start:end])


def read_pico(text: str, mentions: Sequence[Mention], type_: QuestionType) -> Pico:
    """The PICO of a question as it words it; each part is a stretch of `text`, empty where the question names none."""
    reader = _Reader(text, mentions)
    if type_ in _HAS_PICO:
        return reader.read(type_)
    if among := _AMONG.search(text):
        reader.put("population", among.start(1), len(text.rstrip("?!. ")))
    reader.fill(type_)
    return Pico(**{part: reader.piece(*place) for part, place in reader.parts.items()})
