"""The forms in which citations are written, each as a rule that finds candidates in a text; whether an article uses it is decided elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct


class Form(StrEnum):
    """A way of writing a citation."""

    LINKED = "linked"  # the layout itself links it to a reference
    SQUARE = "[1]"
    RAISED = "¹"
    ROUND = "(1)"
    NAMED = "(Smith 2010)"
    GLUED = "word 1"


class Candidate(Struct, frozen=True, order=True):
    """Words that have the form of a citation: where they stand, the numbers they name, or an author and a year.

    `inner` are the marker's own characters, `start` to `end` what goes with it when it is taken out: brackets, the space before.
    """

    start: int
    end: int
    form: Form
    inner: tuple[int, int]
    numbers: tuple[int, ...] = ()
    author: str = ""
    year: int | None = None
    narrative: bool = False  # part of its sentence: "Smith et al. (2010) showed"


LARGEST = 999
_NEAR = 60  # characters before and after a number that say what it is
_NUM = r"\d{1,3}"
_LIST = rf"{_NUM}(?:\s*[–—‒−-]\s*{_NUM})?(?:\s*(?:[,;]|\band\b|&)\s*{_NUM}(?:\s*[–—‒−-]\s*{_NUM})?)*"
_UP = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_DOWN = str.maketrans(_UP + "⁻", "0123456789-")

_SQUARE = re.compile(rf"\[\s*(?:refs?\.?\s*)?({_LIST})\s*,?\s*\](?:\s*[–—-]\s*\[\s*({_NUM})\s*\])?")
_ROUND = re.compile(rf"\(\s*((?:see\s+)?(?:refs?\.?|references?)\s*)?({_LIST})\s*\)", re.IGNORECASE)
_RAISED = re.compile(rf"[{_UP}]+(?:\s?[,;˒‚’][ \u2009]?[{_UP}]+|[–—‒⁻-][{_UP}]+)*")

# Words after which a number is a quantity, a grade or a name, and no citation.
_QUANTITY = frozenset(
    "in of to from than by at on about approximately around roughly nearly almost over under above below until before after within per every for as and or but not"
    " is was were are be equals equal plus minus times only just first last past another type types grade stage phase level class category group table figure fig"
    " box panel step day week month year hour minute age aged ages chapter section version part score number no nos factor vitamin interleukin omega cycle"
    " n p k x r df cohort wave appendix between least most up down"
    " approx ca covid covid-19 il ckd nyha asa hsv hpv tlr t l c s glp sglt mmp cd hhv brca parp cyp h b d q f i ii iii iv mg kg g ml cm mm % chromosome exon"
    " vol volume quartile quintile tertile decile percentile ratio mean median range sd se ci iqr".split()
)  # fmt: skip
_INTERVAL = re.compile(
    r"(?<!\w)(?:CI|IQR|CrI|intervals?|ranges?|ranging|quartiles?|limits|median|mean|between|score|bounds?|n|p|%\s?CI)\s*(?:of|was|were|is|=|:|,)?\s*[-−\d.,]*\s*$",
    re.IGNORECASE,
)
_WORD_BEFORE = re.compile(r"([^\s(]+)\s*$")


def spelled(words: str) -> tuple[int, ...]:
    """The numbers that a list names, ranges spelled out: "1, 3–5" gives 1, 3, 4, 5; nothing where it makes no sense."""
    plain = re.sub(r"[\s\u2009]+", "", re.sub(r"\band\b|[&;˒‚’]", ",", words.translate(_DOWN)))
    found: list[int] = []
    for part in plain.split(","):
        ends = [int(end) for end in re.split(r"[–—‒−-]", part) if end.isdecimal() and len(end) <= 3]
        if not ends or (len(ends) == 2 and not ends[0] < ends[1] <= ends[0] + 60) or len(ends) > 2:
            return ()
        found.extend(range(ends[0], ends[-1] + 1))
    if 0 in found or max(found) > LARGEST:
        return ()
    return tuple(dict.fromkeys(found))


def with_space(text: str, start: int, end: int) -> int:
    """Where to cut so that taking out what stands here leaves neither two spaces nor two words run together."""
    while start > 0 and text[start - 1] in " \u2009" and (end >= len(text) or not (text[end].isalnum() or text[end] in '(“"')):
        start -= 1
    return start


def _candidate(text: str, form: Form, start: int, end: int, inner: tuple[int, int], numbers: tuple[int, ...]) -> Candidate:
    return Candidate(with_space(text, start, end), end, form, inner, numbers)


def square(text: str) -> Iterator[Candidate]:
    """[1], [1,2], [1–3], [1]–[3]; not the limits of an interval."""
    for found in _SQUARE.finditer(text):
        numbers = spelled(f"{found[1]}-{found[2]}" if found[2] else found[1])
        before = text[max(found.start() - _NEAR, 0) : found.start()]
        several = not found[1].strip().isdecimal()
        figure = re.search(r"(?<![\w-])(\d+(?:[.·]\d+)?)\s?%?\s*$", before) if several else None
        interval = several and (
            _INTERVAL.search(before)
            or (figure and not re.fullmatch(r"(?:19|20)\d\d", figure[1]) and not before.rstrip().endswith("%"))
        )
        if numbers and not interval:
            yield _candidate(text, Form.SQUARE, found.start(), found.end(), found.span(), numbers)


def round_(text: str) -> Iterator[Candidate]:
    """(1), (1,2), (1–3), (refs. 4, 5); not figures in brackets, intervals, years or the numbers of a list in a sentence."""
    for found in _ROUND.finditer(text):
        numbers = spelled(found[2])
        before = text[max(found.start() - _NEAR, 0) : found.start()]
        word = _WORD_BEFORE.search(before)
        last = word[1].casefold().strip(",;:.\"'") if word else ""
        if not numbers or not word:
            continue
        if not found[1]:
            figure = bool(re.search(r"\d[%°]?$", word[1])) and not (word[1].endswith("%") and _cites_otherwise(text, found))
            counted = last in _QUANTITY or figure or bool(_INTERVAL.search(before))
            following = re.match(r"\s+[A-Za-z]", text[found.end() : found.end() + _NEAR])
            listing = (
                (re.search(r"[:;,]\s*$", before) or last in ("and", "or")) and following and not before.rstrip().endswith(".")
            )
            if (counted and last not in ("and", "or")) or listing:
                continue
        yield _candidate(text, Form.ROUND, found.start(), found.end(), found.span(), numbers)


# A number in round brackets where a sentence ends, behind a word that is no figure.
_AT_END = re.compile(rf"[^\W\d_]{{3,}}[\"”’')]? ?\({_LIST}\)(?=[.;](?:\s|$))")


def _cites_otherwise(text: str, found: re.Match[str]) -> bool:
    """Whether brackets that end a sentence cite elsewhere in its paragraph: then those behind "17%" do, and count nobody."""
    ends = re.match(r"[.;](?:\s|$)", text[found.end() : found.end() + 2])
    return ends is not None and len(_AT_END.findall(text)) >= 2


_UNIT = re.compile(r"(?:^|[\s/(×·\d])(?:m|cm|mm|km|dm|µm|μm|nm|in|ft|s|h|min|sec|kg|g|mL|L|yr|Hz)$")
_LETTER = re.compile(r"(?:^|[\s(=])[A-Za-zχηωτρσββ]$")


def raised(text: str) -> Iterator[Candidate]:
    """Raised digits; not powers (10⁹, m², χ²), charges or isotopes."""
    for found in _RAISED.finditer(text):
        before, after = text[max(found.start() - _NEAR, 0) : found.start()], text[found.end() : found.end() + _NEAR]
        base = re.search(r"(\d+)(\s?)$", before)
        power = (
            bool(_UNIT.search(before) or _LETTER.search(before)) or after.startswith(("⁺", "⁻")) or before.endswith(("⁺", "⁻"))
        )
        if base and not base[2]:
            whole = re.search(r"\S+$", before)
            power = not (whole and (re.search(r"[^\W\d_]{2}", whole[0]) or re.fullmatch(r"\(?(?:19|20)\d\d", whole[0])))
        isotope = bool(re.match(r"[A-Z][a-z]?\b|[A-Z][a-z]?-", after)) and (not before or before[-1:] in " (-[")
        numbers = spelled(found[0])
        if numbers and not power and not isotope and before.strip():
            yield _candidate(text, Form.RAISED, found.start(), found.end(), found.span(), numbers)


_GLUED_LIST = rf"{_NUM}(?:\s?,\s?{_NUM}|\s?[–-]\s?{_NUM})*"
# "… regions 1", "… region 5, 4.", only where a sentence or bullet ends.
_SPACED = re.compile(
    rf"(?:(?<=[^\W\d_]|[)%\]\"”’'°])|(?<=\b19\d\d)|(?<=\b20\d\d))[ \u2009]({_GLUED_LIST})(?=\s?[.;!]?\s*$|\s?[.!]\s+[\"“(]?[^\W\d_])"
)
# "… regions1", "… regions.1 These", as a superscript comes out where its raising was lost.
_ATTACHED = re.compile(
    rf"(?:(?<=[^\W\d_A-Z]{{3}})|(?<=[^\W\d_A-Z][)%”\"])|(?<=[^\W\d_A-Z]{{2}}[.,;])|(?<=[)%”\"][.,;]))({_GLUED_LIST})(?=[.,;:]?(?:\s|$))"
)
# "… regions. 1 These"
_AFTER_STOP = re.compile(rf"(?<=[^\W\d_A-Z]{{2}}\.)[ \u2009]({_GLUED_LIST})(?=\s*$|\s+[A-Z“\"])")


def glued(text: str) -> Iterator[Candidate]:
    """Bare numbers at the end of a sentence or bullet; not where the word before makes a figure of the number."""
    taken: set[int] = set()
    for pattern in (_SPACED, _ATTACHED, _AFTER_STOP):
        for found in pattern.finditer(text):
            numbers = spelled(found[1])
            before = text[max(found.start(1) - _NEAR, 0) : found.start(1)].rstrip()
            stopped = before[-1:] in ".,;"
            last = re.search(r"([^\s(]+)$", before.rstrip(".,;"))
            word = last[1].casefold() if last else ""
            if not numbers or (not stopped and (word in _QUANTITY or _INTERVAL.search(before))) or found.start(1) in taken:
                continue
            taken.add(found.start(1))
            yield _candidate(text, Form.GLUED, found.start(1), found.end(1), found.span(1), numbers)
