"""Citations by author and year: "(Smith et al., 2010; Jones 2011)", "Smith et al. (2010)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from answerable.audit.reading.forms import Candidate, Form, with_space

_NAME = r"\b(?:(?:[Vv]an|[Vv]on|[Dd]e|[Dd]a|[Dd]i|[Dd]u|[Dd]el|[Dd]en|[Dd]er|[Ll]a|[Ll]e|[Tt]en|[Tt]er|[Ee]l|[Aa]l|O['’]|Mc|Mac|[Dd]['’])[ ]?){0,3}[A-Z][^\W\d_]{0,40}(?:[-'’][A-Z]?[^\W\d_]{1,40}){0,3}"
_GROUP = r"\b[A-Z][\w'’-]{0,40}(?: (?:(?:of|for|and|the|on|in|&) ){0,2}[A-Z][\w'’-]{0,40}){0,7}"
_PEOPLE = rf"{_NAME}(?:(?:, {_NAME}){{0,4}},? (?:and|&) {_NAME}|,? et\.? al(?:ii|\.)?,?| and (?:colleagues|co-?workers|others))?"
_ET_AL = re.compile(r"\bet\.? al")
_YEAR = r"(?:19|20)\d\d[a-z]?"
_ITEM = re.compile(
    rf"(?P<lead>(?:see(?: also)?|e\.g\.,?|i\.e\.,?|cf\.?|reviewed (?:in|by)|for example,?|also|compare|as in|from|after)[ ,]+)?"
    rf"(?P<who>{_PEOPLE}|{_GROUP})(?P<comma>,)? ?(?P<years>{_YEAR}(?:, ?(?:{_YEAR}|[a-z]\b))*)(?P<page>[,:] ?(?:pp?\.? ?)?\d+(?:[–-]\d+)?)?",
)
_BRACKET = re.compile(r"[(\[]([^()\[\]]{4,400}(?:19|20)\d\d[^()\[\]]{0,60})[)\]]")
_NARRATIVE = re.compile(
    rf"(?P<who>{_PEOPLE})(?:['’]s)? [(\[](?P<years>{_YEAR}(?:, ?(?:{_YEAR}|[a-z]\b))*)(?:[,:] ?(?:pp?\.? ?)?\d+(?:[–-]\d+)?)?[)\]]"
)
_NOT_PEOPLE = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Spring|Summer|Autumn|Fall"
    r"|Winter|Since|In|From|Until|Before|After|During|By|Version|Updated|Published|Edition|Figure|Fig|Table|Copyright|Study|Trial|Phase|Year|Box|Section|Of|The|Between"
    r"|And|But|As|On|At|To)\b"
)


def named(text: str, cited: frozenset[tuple[str, int]]) -> Iterator[Candidate]:
    """Citations by author and year; `cited` are the family names and years of the reference list, by which a doubtful one is known."""
    inside: list[tuple[int, int]] = []
    for bracket in _BRACKET.finditer(text):
        items = list(_items(bracket[1], bracket.start(1), cited))
        if not items:
            continue
        inside.append(bracket.span())
        rest = bracket[1]
        for item in reversed(items):
            at = (item[0] - bracket.start(1), item[1] - bracket.start(1))
            rest = rest[: at[0]] + rest[at[1] :]
        whole = not re.sub(
            r"(?:see(?: also)?|e\.g\.|i\.e\.|cf\.?|reviewed (?:in|by)|and|[\s;,.&])+", "", rest, flags=re.IGNORECASE
        )
        for number, (start, end, who, year) in enumerate(items):
            cut = (with_space(text, *bracket.span()), bracket.end()) if whole and not number else (start, end)
            yield Candidate(*cut, Form.NAMED, (start, end), author=who, year=year, narrative=not whole)
    for found in _NARRATIVE.finditer(text):
        if any(start <= found.start() < end for start, end in inside):
            continue
        who, years = _author(found["who"]), re.findall(r"\d{4}", found["years"])
        if _is_people(
            found["who"],
            int(years[0]),
            cited,
            sure=bool(_ET_AL.search(found["who"])) or " and " in found["who"] or "&" in found["who"],
        ):
            yield Candidate(*found.span(), Form.NAMED, found.span(), author=who, year=int(years[0]), narrative=True)


def _items(inner: str, offset: int, cited: frozenset[tuple[str, int]]) -> Iterator[tuple[int, int, str, int]]:
    """The works that a bracket names: where each stands, its first author and its year."""
    at = 0
    while found := _ITEM.search(inner, at):
        at = max(found.end(), at + 1)
        before = inner[: found.start()].rstrip()
        if before and before[-1] not in ";,&" and not re.search(r"\b(?:and|see|also|e\.g\.|cf\.)$", before):
            continue
        years = [int(year) for year in re.findall(r"\d{4}", found["years"])]
        sure = bool(found["comma"]) or bool(_ET_AL.search(found["who"])) or "&" in found["who"] or len(inner.split()) <= 2
        if not _is_people(found["who"], years[0], cited, sure=sure):
            continue
        start, end = offset + found.start("who"), offset + found.end("years")
        yield start, offset + found.start("years") + 4, _author(found["who"]), years[0]
        for later in list(re.finditer(r"\d{4}", found["years"]))[1:]:
            begin = offset + found.start("years") + later.start()
            yield begin, min(begin + 4, end), _author(found["who"]), int(later[0])


def _author(who: str) -> str:
    """The first author of those named."""
    return re.split(r",| and | & | et\.? al", who)[0].strip(" ,.")


def _is_people(who: str, year: int, cited: frozenset[tuple[str, int]], *, sure: bool) -> bool:
    """Whether a name and a year are a citation: the reference list has them, or the form leaves no doubt."""
    if _NOT_PEOPLE.match(who):
        return False
    return sure or any((name, year) in cited for name in _names_in(who))


def _names_in(who: str) -> Iterator[str]:
    """Every run of words in the names of a citation, as one of them may be the family name that is listed."""
    words = re.findall(r"[^\W\d_][\w'’-]*", who.casefold())
    for first in range(len(words)):
        for last in range(first + 1, min(first + 12, len(words)) + 1):
            yield " ".join(words[first:last]).removesuffix("'s").removesuffix("’s")
