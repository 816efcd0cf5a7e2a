"""What a person tells of somebody, apart from what they only ask: clauses, what is negated, what is long past, and ages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from answerable.text import clean

_CLAUSE = re.compile(
    r"(?<=[?!;\n])\s*|(?<=[a-z)]{2}\.)\s+(?=\S)|,? (?:and )?(?=(?:what|how|which|should i|is (?:it|this|that)|could (?:it|this)|"
    r"when should|do i|can i)\b(?! (?:feel|i am|i'm)))"
)
# Somebody in particular: the speaker, theirs, a patient who is described, somebody on the scene.
_SOMEBODY = re.compile(
    r"\b(?:i'm|im|i've|i'd|i'll|ive|me|we're|we've|myself|help me|please help)\b|^help\b"
    r"|(?<!type )(?<!grade )(?<!class )(?<!stage )(?<!phase )(?<!factor )(?<!group )\bi (?!(?:and|or|vs|versus|with|in|of|to|trial|"
    r"trials|collagen|interferon|error|disorder|hypersensitivity|antiarrhythmic\w*|evidence|study|studies|diabetes|treat|manage|give|"
    r"prescribe|refer|order|diagnose|use|recommend|screen|dose|counsel|investigate|monitor|assess|interpret|choose|test|examine|"
    r"admit|discharge|approach|consider|evaluate|distinguish|differentiate|work up|explain|rule out|start (?:a patient|patients))\b)"
    r"|\b(?:my|our) (?!(?:question|practice|clinic|patients\b|guidelines?|hospital|department|experience|study|trial|review|"
    r"results|data|findings|cohort|unit|institution|ward|colleagues?|students?|series|sample|analysis|hypothesis))"
    r"|\b(?:he|she|he's|she's|they're|they've|his|her)\b(?! (?:syndrome|2|two)\b)"
    r"|\b(?:this|the|a|an|our|another) (?:\w+ ){0,3}(?:patient|pt|man|woman|lady|gentleman|male|female|girl|boy|child|baby|infant|newborn|"
    r"toddler|person|guy|neighbou?r|friend|colleague|stranger|teenager)(?:'s)? (?:\w+ )?(?:is|has|was|had|who|presents?|presented|"
    r"presenting|complain\w*|came|comes|with|reports?|describes?|in front|won't|can't|cannot|started|stopped|just|next|fell|took|"
    r"swallowed|developed|collapsed|wakes|woke|looks|feels|says|here|not)\b"
    r"|\b(?:someone|somebody|pt|patient) (?:\w+ )?(?:is|has|had|was|presents?|presenting|presented|c/o|complain\w*|collapsed|came|just|"
    r"took|in front|here|next|says|not|isn't|won't)\b"
    r"|\b\d{1,3} ?(?:yo|y/o|yr|yrs|f|m)\b|\b(?:baby|toddler|child|kid|infant|newborn|son|daughter|mum|mom|dad|husband|wife) "
    r"(?:\w+ )?(?:is|has|had|was|just|won't|can't|not|isn't|hasn't|doesn't|swallowed|ate|fell|with|keeps|stopped|took|looks|got)\b"
    r"|\bif (?:i|you|someone|somebody|a (?:child|person|baby|toddler|kid)|my|your|he|she)\b|\byour (?:child|baby)\b"
    r"|\bwhat (?:to do|should (?:i|we|you) do|do i do|now)\b"
)
_AGED = re.compile(r"\b(?:\d{1,3}|\w+) ?(?:year|month|week|day)s? old\b|\baged \d{1,3}\b|\b\d{1,3} ?(?:yo|y/o)\b")
# How a question opens that asks for knowledge.
_ASKS = re.compile(
    r"^(?:(?:so|and|but|hi|hello|hey|please|doctor|doc|ok|okay|also|then|well|could you|can you|tell me|explain|describe|discuss|"
    r"define|summari[sz]e|compare|list)[, ]+)*"
    r"(?:what|which|who|whom|whose|why|how|when|where|does|do|did|is|are|was|were|can|could|will|would|should|may|might|must|has|"
    r"have|had|define|explain|describe|compare|list|tell me about|information on|about|role of|effects? of|use of|causes? of|signs? of|"
    r"symptoms? of|types? of|in (?:patients|adults|children|women|men|people)|among|for (?:patients|adults|children|women|men|people)|"
    r"\w+ (?:for|versus|vs)) ?\b"
)
_OF_MANY = re.compile(
    r"\b(?:incidence|prevalence|epidemiology|aetiology|etiology|pathophysiology|pathogenesis|mechanisms?|prognosis|prognostic|"
    r"risk (?:factors?|of|for)|treatments?|therap(?:y|ies)|management|guidelines?|diagnos(?:is|tic)|differentials?|efficacy|"
    r"effectiveness|trials?|meta analys[ie]s|systematic|outcomes?|mortality|survival|predict\w*|prevent\w*|prophyla\w+|rates?|screening|"
    r"versus|vs|compared|associat\w+|correlat\w+|patients|adults|children|adolescents|infants|women|people|individuals|participants|"
    r"subjects|populations?|cohorts?|stud(?:y|ies)|evidence|reduc(?:e|es|ed|ing|tion)|increas(?:e|es|ed|ing)|risks?|caus(?:e|es|ed|ing)|levels?|"
    r"expression|induc\w+|inhibit\w+|mice|mouse|rats?|cells?|receptors?|proteins?|genes?|biomarkers?|score|scale|questionnaire|significance|characteristics|episodes|subtypes?|features|disorders?|boys|girls|men|infections?|"
    r"symptoms of|signs of|syndrome|disease)\b"
)
_PAST = re.compile(
    r"\b(?:(?:\d+|two|three|four|five|six|seven|eight|nine|ten|several|many|some|few|couple of|a) (?:years?|months?|decades?) ago|"
    r"years ago|months ago|decades ago|long ago|last (?:year|summer|winter|spring|autumn|decade)|in (?:19|20)\d\d|since (?:19|20)\d\d|history of|h/o|pmh|"
    r"previous(?:ly)?|used to|as a (?:child|kid|teen\w*|baby)|when (?:i|he|she) was (?:a |young\w*|little|\d+|in )|family history|"
    r"runs in|recovered from|died (?:of|from)|passed away)\b"
)
_NEGATES = re.compile(
    r"\b(?:no|not|non|without|never|neither|nor|denies|denied|denying|absence of|absent|negative for|free (?:of|from)|lack of|isn't|"
    r"aren't|wasn't|don't have|doesn't have|didn't have|do not have|does not have|haven't had|hasn't had|don't|doesn't|didn't|haven't|"
    r"hasn't|hadn't|no (?:sign|signs|evidence|history|symptoms) of|rather than|instead of|ruled out|nothing like|none of)\b"
)
_ENDS_NEGATION = re.compile(
    r"\b(?:but|however|although|though|except|yet|only|just|now|then|because|since|still|and (?:i|he|she|now|has|have|a|my|his|her|can't|cannot))\b|[.;:?!\n()]"
)
_ONLY_FRAME = re.compile(r"^(?:not|don't|isn't|do not) (?:sure|know|think|certain|only|just|clear|an|a joke)\b")
_AGE = re.compile(
    r"\b(?:(\d{1,3})|(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve))[ ]?(?:(day|week|wk|month|mo|year|yr)s?(?: old|\b(?= ?(?:baby|girl|boy|son|"
    r"daughter|infant)))|(yo|y/o|y\b|f\b|m\b))|\b(?:aged|age|i am|i'm|im|he is|she is|he's|she's) (\d{1,3})\b(?! ?(?:weeks?|months?|wks?|days?|hours?|minutes?|mins?|kg|/|%|mg|st\b|lb))|(newborn|neonate)"
)
_NUMBERS: dict[str, int] = dict(
    zip("one two three four five six seven eight nine ten eleven twelve".split(), range(1, 13), strict=True)
)
_IN_MONTHS = {"day": 1 / 30.4, "week": 7 / 30.4, "wk": 7 / 30.4, "month": 1.0, "mo": 1.0, "year": 12.0, "yr": 12.0}


class Clause(Struct, frozen=True):
    """A part of a text and what it does: `tells` of somebody in particular, or `asks` for knowledge of many."""

    text: str
    tells: bool
    asks: bool


def plain(text: str) -> str:
    """The text cleaned, in small letters, with straight apostrophes and with spaces for hyphens."""
    text = clean(text.replace("\n", " . ") if "\n" in text else text).lower()
    for odd, usual in (("’", "'"), ("‘", "'"), ("`", "'"), ("´", "'"), ("–", " "), ("—", " "), ("-", " ")):
        text = text.replace(odd, usual)
    return re.sub(r" {2,}", " ", text)


def clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of a plain text, those of an account told apart from those that only ask."""
    parts = [part.strip(" ,") for part in _CLAUSE.split(text)]
    return tuple(_clause(part) for part in parts if part)


def _clause(text: str) -> Clause:
    asks = _ASKS.match(text) is not None
    tells = _SOMEBODY.search(text) is not None
    if not tells and not asks and _AGED.search(text):
        tells = True
    return Clause(text, tells, asks or (not tells and _OF_MANY.search(text) is not None))


def told(parts: tuple[Clause, ...]) -> tuple[str, ...]:
    """The clauses that say something of somebody now: what only asks, and what is long past, is left out."""
    return tuple(one.text for one in parts if (one.tells or not one.asks) and not _is_past(one.text))


def _is_past(text: str) -> bool:
    return _PAST.search(text) is not None and not re.search(
        r"\b(?:now|today|this morning|tonight|again|currently|right now|since yesterday)\b", text
    )


def is_negated(text: str, start: int) -> bool:
    """Whether what begins at `start` of a clause is said not to be there."""
    before = text[max(0, start - 120) : start]
    found = next(reversed(tuple(_NEGATES.finditer(before))), None)
    if found is None or _ONLY_FRAME.match(before, found.start()):
        return False
    between = before[found.end() :]
    if _ENDS_NEGATION.search(between):
        return False
    if "," in between:  # "no fever, chest pain or cough" against "no fever, chest pain since noon"
        return re.search(r"\b(?:or|nor)\b", text[found.end() :]) is not None and between.count(" ") <= 12
    return between.count(" ") <= 6


def ages(text: str) -> Iterator[float]:
    """The ages that a plain text names, in months."""
    for match in _AGE.finditer(text):
        number, word, unit, short, stated, newborn = match.groups()
        if newborn:
            yield 0.5
        elif stated or short:
            yield int(stated or number) * 12.0
        else:
            yield (int(number) if number else _NUMBERS[word]) * _IN_MONTHS[unit]
