"""Names of people in a text: by what stands before them, by what follows, and by given names; names of diseases are none."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterator
from functools import cache

_WORD = r"[A-ZÀ-ÖØ-ÞŁŚŻČŠŽ][\w'’-]{1,24}"
_PARTICLE = r"(?:(?:van|von|de|der|den|del|della|di|da|dos|la|le|bin|ibn|al|el|ten|ter|st)\.? ){0,3}"
_NAME = rf"(?:{_WORD}|[A-Z]\.?(?= {_WORD}))(?: (?:[A-Z]\.? )?{_PARTICLE}{_WORD}){{0,3}}"
_KIN = (
    r"husband|wife|partner|son|daughter|mother|father|mum|mom|dad|brother|sister|baby|child|friend|neighbou?r|colleague|uncle|aunt|"
    r"grandmother|grandfather|grandma|grandad|grandpa|nan|nephew|niece|boyfriend|girlfriend|boss|cousin|granddaughter|grandson|toddler|fianc[ée]e?"
)
# What a name that stands before it belongs to: "Charles Bonnet syndrome" is no person here, nor is "Henry Ford Hospital".
_OF_A_THING = re.compile(
    r"(?:['’]s|s['’])? ?(?:-[A-Z]|(?:[a-z]+ )?(?:sequence|hypotrichosis|syndrome|disease|sign|signs|test|murmur|lymphoma|sarcoma|"
    r"tumou?r|manoeuv(?:re|er)|maneuver|criteria|score|scale|index|classification|phenomenon|procedure|operation|repair|fracture|palsy|"
    r"ataxia|chorea|cyst|contracture|thyroiditis|anaemia|anemia|disorder|encephalopathy|law|method|technique|position|drain|catheter|tube|"
    r"stain|agar|reaction|reflex|triad|node|nodes|ulcer|hernia|gland|duct|lobe|area|reagent|solution|protocol|regimen|study|trial|"
    r"questionnaire|inventory|model|equation|formula|effect|hospital|university|institute|foundation|cent(?:re|er)|clinic|school|college|"
    r"group|collaboration|awards?|cells?|bodies|body|rot|wort|diet|exercises?|stage|staging|grade|grading|prize|nerve|rule|rules|"
    r"Hospital|University|Institute|Foundation|Cent(?:re|er)|Clinic|School|College|Trial|Study|Syndrome|Disease|Score|Scale|Index|Group|"
    r"Medical|Cancer|Research|Collaboration|Memorial|Test|Criteria|Questionnaire|Inventory|Charity)\b)"
)
# Words with a capital that are no name of a person where a cue stands before them.
_NO_NAME = frozenset(
    """
    The This That These Those He She It They We You And Or But If In On At With Without Has Had Have Is Was Are Does Do Can Could Should Would
    Will May Might Who What When Where Why How Which After Before During Since For From To Of By Not No Yes My His Her Our Their Please Thanks
    Hi Hello Dear Also Because Then Now Today Yesterday Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April June
    July August September October November December English German French Spanish Italian Chinese Indian African American Asian European British
    Hispanic Latino Caucasian Black White Jewish Muslim Christian Catholic Medicare Medicaid Covid COVID-19 COVID Type Stage Grade Class Phase
    Safety Health Reported Global Activation Satisfaction Experience Education Care Information Summary Version Vitamin Ramadan Christmas Easter
    Parkinson's Crohn's Alzheimer's Hodgkin's Hodgkin Down's Graves Graves' Hashimoto's Addison's Cushing's Huntington's Raynaud's Bell's Behçet's
    Tylenol Advil Aspirin Ibuprofen Paracetamol Prozac Zoloft Lexapro Xanax Valium Ritalin Adderall Ozempic Wegovy Mounjaro Humira Eliquis Xarelto
    Warfarin Metformin Lipitor Crestor Botox Viagra Cialis Prednisone Insulin Lithium Keppra Accutane Roaccutane Sertraline Entresto Jardiance
    Medical General Internal Hospital University Google Wikipedia Internet God Diagnosed Presenting Presents Presented ICU NHS GP ER ED MD
    """.split()
)
_TITLED = re.compile(
    rf"\b(?<!We )(?<!we )(?<![Tt]o )(?<!not )(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Doctor|Sir|Dame|Lady|Lord|Nurse|Sister|Father|Rev|Reverend|Herr|Frau|Madame|Monsieur|Mme|Sra?(?=\.)|Señora?|Signora?)\.? ({_PARTICLE}{_NAME})"
)
_TITLED_SMALL = re.compile(
    r"\b(?:mr|mrs|mister)\.? ((?!scan|imag|angio|spectro|elasto|enterog|cholang|urog|venog|neurog|arthro|diffusion|guided|perfusion|finding|only|a |the |my |one |an |it |out|dose|of|any|period|and|or|is)[a-z][a-z'-]{2,20})\b"
)
_PATIENT = re.compile(
    rf"\b(?:patient|pt|Pt|client|resident|inmate|{_KIN})(?:,|:| is| was)? (?:(?:who is )?(?:named|called|known as)[: ] ?|(?:['\"“(]))?({_NAME})"
)
_NAMED = re.compile(
    rf"(?:\b[Nn]ame(?:'s| is|:| =)|\b[Pp]atient name(?: is|:)?|\b(?:[Ss]igned|[Ss]incerely|[Rr]egards|[Cc]heers|[Tt]hanks|[Bb]est wishes|[Yy]ours)[,!.]? ?[-–]?|"
    rf"\b(?:man|woman|boy|girl|person|lady|gentleman|guy|someone|he|she|him|her|is|was|baby|child|son|daughter|relative|patient) (?:named|called)|\b(?:refer(?:red)? (?:by|to)|surname|"
    rf"[Ff]irst name|[Ll]ast name|[Ff]orename|[Gg]iven name|on behalf of|c/o|[Aa]ttn:?|[Rr]e:)(?: is|:)?) ({_NAME})"
)
_ON_A_FORM = re.compile(rf"\b(?:Patient|PATIENT|Pt|Client|Resident|NAME|Name): ?({_PARTICLE}{_NAME}(?:, {_WORD})?)")
_WITH_AGE = re.compile(
    rf"(?<![\w.-])({_WORD} (?:[A-Z]\.? )?{_PARTICLE}{_WORD})(?:,? \(?|,)(?:aged? )?(?:1[01]\d|[1-9]?\d)(?=,|\)|[- ]?(?:years?|yrs?|yo|y/o|months?|weeks?)\b|[FMfm]\b)(?!, \d)"
)
_LISTED = re.compile(rf"(?<![\w.-])({_WORD}(?:-{_WORD})?),? (?:[A-Z]\.? )?{_PARTICLE}({_WORD})(?: {_WORD})?")
_ALONE = re.compile(
    r"(?<![\w.-])([A-Z][a-z]{2,14})(?= (?:has|had|is|was|takes?|took|complain\w*|presents|presented|came|started|lives|aged|and I|who|can't|cannot|"
    r"won't|keeps|feels|says|said|reports|weighs|needs|suffers|recently|fell|woke|got|went|developed|does|did|will|wants)\b(?!-))"
)
_I_AM = re.compile(
    r"\b(?:I'm|I’m|I am|this is|This is|my name is|My name is|it's|It's|here is|call me|name is) ([A-Z][a-z]{1,14}(?: [A-Z][a-z'’-]{1,20})?)\b"
)
_SMALL = re.compile(
    rf"\b(?:patient|pt|client|{_KIN}|named|called|name is|i'm|i am|name:|hi|dear)[,:]? ([a-z]{{3,14}})(?: ([a-z][a-z'-]{{2,20}}))?\b"
)
_FOLLOWS_SMALL = frozenset(
    """
    has have had is was are who with and or but can cannot the that this takes took complains presented presents came started lives
    aged because for from his her after before since been feels says said keeps about does did will wants needs got suffers just also
    not now needs when while what why how should could would may might to in on at if my our old years age she he
    """.split()
)


@cache
def given_names() -> frozenset[str]:
    """Given names in small letters, of many countries; those that are also words, places or drugs are not among them."""
    data = pkgutil.get_data("answerable.intake", "tables/given_names.txt")
    if data is None:
        raise FileNotFoundError("tables/given_names.txt is missing from the installed package")
    return frozenset(data.decode("utf-8").split())


def names_in(text: str) -> Iterator[tuple[int, int]]:
    """Where people are named; may overlap."""
    for pattern in (_TITLED, _TITLED_SMALL, _PATIENT, _NAMED, _ON_A_FORM, _WITH_AGE):
        for match in pattern.finditer(text):
            sure = pattern in (_TITLED, _TITLED_SMALL)
            yield from _trimmed(text, match.start(1), match.end(1), sure=sure, least=2 if pattern is _WITH_AGE else 1)
    for match in _LISTED.finditer(text):
        if _is_given(match[1]) and not match[0].partition(match[1])[2].startswith(","):
            yield from _trimmed(text, match.start(), match.end(), sure=False, least=2)
    for match in _ALONE.finditer(text):
        if _is_given(match[1]):
            yield match.span(1)
    for match in _I_AM.finditer(text):
        if _is_given(match[1].partition(" ")[0]):
            yield from _trimmed(text, match.start(1), match.end(1), sure=False)
    yield from _in_small_letters(text)


def _is_given(word: str) -> bool:
    return all(part.lower() in given_names() for part in word.split("-"))


def _trimmed(text: str, start: int, end: int, *, sure: bool, least: int = 1) -> Iterator[tuple[int, int]]:
    """The name without words behind it that are none; nothing where it belongs to a disease, a test or a house."""
    words = list(re.finditer(r"[^ ]+", text[start:end]))
    while words and not _may_name(words[-1].group()) and not words[-1].group()[0].islower():
        words.pop()
    count = next(
        (at for at, word in enumerate(words) if not _may_name(word.group()) and not word.group()[0].islower()), len(words)
    )
    words = words[:count]
    while words and words[-1].group()[0].islower() and not sure:
        words.pop()
    if len(words) < least or _OF_A_THING.fullmatch(f" {words[-1].group()}"):
        return
    last = start + words[-1].end()
    possessive = re.search(r"['’]s$", text[start:last])
    if _OF_A_THING.match(text, last) or (possessive and _OF_A_THING.match(text, last - 2)):
        return
    yield start, last - 2 if possessive else last


def _may_name(word: str) -> bool:
    """Whether a word with a capital may be of a person's name: no common word, no abbreviation, no figure in it."""
    bare = word.strip(".,'’")
    if bare in _NO_NAME or any(character.isdigit() for character in bare):
        return False
    return not (len(bare) > 1 and bare.isupper() and bare.lower() not in given_names() and len(bare) < 5)


def _in_small_letters(text: str) -> Iterator[tuple[int, int]]:
    """Names that somebody typed without capitals: a given name behind a cue, and the word after it unless that goes on."""
    for match in _SMALL.finditer(text):
        if match[1] in given_names():
            whole = match[2] is not None and match[2] not in _FOLLOWS_SMALL
            end = match.end(2) if whole else match.end(1)
            if not _OF_A_THING.match(text, end):
                yield match.start(1), end
