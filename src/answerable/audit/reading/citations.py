"""The parts of a printed reference: authors, title, journal, year and identifiers, in the usual styles, as well as they can be read.

Vancouver, AMA, APA, Harvard, IEEE and MLA differ in where the year stands and how the title is set apart; what is not told by
one of these shapes stays empty rather than guessed.
"""

from __future__ import annotations

import re
from itertools import islice

from answerable.audit.reading.block import Given
from answerable.corpus.identifiers import doi_in, doi_of, pmid_of

LONGEST = 4000  # characters of an entry that are looked at
_FAMILY = r"(?<![^\W\d_])(?:(?:van|von|de|da|di|du|del|della|den|der|dos|la|le|ten|ter|el|al|bin|st\.?|O['’]|Mc|Mac|d['’])[ ]?){0,3}[A-Z][^\W\d_]{0,40}(?:[-'’ ]{1,2}[A-Z][^\W\d_]{1,40}){0,2}"
_INITIALS = r"[A-Z]{1,4}(?:-[A-Z])?"
_SUFFIX = r"(?:,? (?:Jr|Sr|II|III|IV)\.?)?"
_VANCOUVER = rf"{_FAMILY} {_INITIALS}{_SUFFIX}"
_DOTTED = r"[A-Z]\.(?:[ -]?[A-Z]\.){0,3}"
_APA = rf"{_FAMILY}, {_DOTTED}{_SUFFIX}"
_FIRST_DOTTED = rf"{_DOTTED} ?{_FAMILY}"
# Atomic: "McAdam AB" or "II II II" is a name in more ways than one, and a list of them must not try every combination.
_ANY_NAME = rf"(?>{_APA}|{_FIRST_DOTTED}|{_VANCOUVER})"
_LIST = re.compile(
    rf"{_ANY_NAME}(?:(?:[,;] ?(?:and |& )?| and | & |, (?:&|and) )(?:{_ANY_NAME}|\.{{3}}|…))*(?:,? ?et\.? al\b\.?)?"
)
_NAME = re.compile(_ANY_NAME)
_GROUP = re.compile(
    r"(?=[^.]{3,160}?\b(?:group|organi[sz]ation|association|society|college|institute|committee|collaborat\w+|network|consortium|foundation|department|ministry"
    r"|agency|cent(?:er|re)s?|council|academy|task force|service|nice|who|cdc|fda|investigators)\b)[A-Z][^.]{2,160}",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![\d/.-])(1[89]\d\d|20\d\d)[a-z]?(?![\d/])")
_APA_YEAR = re.compile(
    r"[ .,]*(?:\((?:c\. ?)?(?P<year>(?:19|20)\d\d)[a-z]?(?:, [A-Za-z]+\.?(?: \d{1,2})?)?\)[.,:]? *|(?P<bare>(?:19|20)\d\d)[a-z]?[.:] +)"
)
_JOURNAL_YEAR = re.compile(r"^(.{2,200}?)[,.;]? \(?((?:19|20)\d\d)(?:[ ;,:(-].{0,60})?\)?\.?$")
_ISSUE = re.compile(r"[\s,.;:]*\(?(?:(?:19|20)\d\d\b|vol(?:ume)?\.? ?\d|\d{1,4} ?\(\d|\d{1,4}:|\d{1,4},).*$", re.IGNORECASE)
# "Spine (Phila Pa 1976)", whose year is part of its name; "Geneva: WHO; 2019", which is a publisher and no journal.
_PLACED_YEAR = re.compile(r" \((?:[A-Z][a-z]+ )+(?:19|20)\d\d\)")
_PUBLISHER = re.compile(r"(?:[^.;:]{2,40}\. )?[A-Z][^:.;\d]{2,40}: [^;.:\d]{2,80}[;,] ?(?:19|20)\d\d")
_LINK = re.compile(r"https?://[^\s<>\"”]+", re.IGNORECASE)
_PMID = re.compile(r"(?:pmid\s*[:#]?\s*|pubmed\.ncbi\.nlm\.nih\.gov/|ncbi\.nlm\.nih\.gov/pubmed/)(\d{1,9})", re.IGNORECASE)
_TAIL = re.compile(
    r"\s*(?:doi\s*[:=]?\s*10\.\S+|(?:https?://)?(?:dx\.)?doi\.org/\S+|pmid\s*[:#]?\s*\d+|pmcid\s*[:#]?\s*(?:pmc)?\d+|https?://\S+"
    r"|\[?(?:internet|online)\]?\.?(?=\s|$)|available (?:from|at)\s*:?|accessed [^.]{3,30}\.?|retrieved [^.]{3,40}|\[?cited [^\]]{3,20}\]?|epub [^.]{3,30}\.?)[.;,]?",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[“\"]([^”\"]{8,400})[”\"]|[‘']((?:[^'’]|['’](?=\w)){8,400})[’'](?=[,.]|\s|$)")


def looks_like_reference(text: str) -> bool:
    """Whether a block alone has the look of a reference: names or a number before, and a year with an issue, or an identifier."""
    bare = re.sub(r"^(?:\[\d{1,3}\]|\d{1,3}[.)])\s+", "", text)
    if len(bare) > 700 or not _YEAR.search(bare):
        return bool(re.match(r"\S.{10,300}(?:doi:|doi\.org/|PMID)", bare))
    issue = re.search(
        r"(?:19|20)\d\d\b[^;:]{0,12}[;:,] ?\d{1,4} ?(?:\(|:)|\d{1,4} ?\(\d{1,3}[^)]{0,8}\)[:,] ?(?:pp\. ?)?[A-Z]?\d+", bare
    )
    return bool((_LIST.match(bare) and (issue or _TAIL.search(bare) or _APA_YEAR.search(bare[:400]))) or issue)


def parts_of(lines: list[str]) -> Given:
    """The parts of a reference that is printed on these lines."""
    lines = [line[:LONGEST] for line in lines[:12]]
    whole = " ".join(lines)[:LONGEST]
    links = [link.rstrip(".,;)") for link in _LINK.findall(whole)]
    pmid = _PMID.search(whole)
    link = next((link for link in links if not doi_of(link) and not _PMID.search(link)), "") or (links[0] if links else "")
    doi = doi_in(whole)
    bare = [stripped for line in lines if (stripped := _TAIL.sub(" ", line).strip(" ,;"))]
    authors, title, journal, year = _over_lines(bare) or _in_one(" ".join(bare)[:LONGEST])
    chapter = _IN_BOOK.search(title)
    if chapter:
        title, journal = title[: chapter.start() + 1], _book(f"{title[chapter.end() :]}. {journal}")
    elif journal.startswith("In: "):
        journal = _book(journal.removeprefix("In: "))
    return Given(
        authors=authors,
        title=_tidy(title),
        journal=_tidy(journal),
        year=year,
        pmid=pmid_of(pmid[1]) if pmid else "",
        doi=doi,
        link=link,
    )


# "Walkers and their knees. In: Holt F, editor. Knees of the world."
_IN_BOOK = re.compile(r"[.?!]\s+In:\s+")
_EDITED = re.compile(r".{0,200}?\(?\b[Ee]d(?:itor)?s?\b\.?\)?[.,:]?\s+")


def _book(text: str) -> str:
    """The title of a book, without its editors and what follows it."""
    edited = _EDITED.match(text)
    return _first_sentence(text[edited.end() :] if edited else text)[0]


_Parts = tuple[tuple[str, ...], str, str, int | None]


def _over_lines(lines: list[str]) -> _Parts | None:
    """A reference whose title and journal have lines of their own: the last says journal and year."""
    if len(lines) < 2:
        return None
    last = _JOURNAL_YEAR.match(lines[-1])
    if not last or _LIST.match(lines[-1]) or "(" in last[1][:2]:
        return None
    before = lines[:-1]
    listed = [line for line in before if len(before) > 1 and _LIST.fullmatch(line.rstrip("."))]
    titles = [line for line in before if line not in listed]
    if any(_YEAR.search(line) and re.search(r"\d;|\(\d", line) for line in titles):
        return None
    authors = _names(listed[0].rstrip(".")) if listed else ()
    return authors, " ".join(titles), last[1], int(last[2])


def _in_one(text: str) -> _Parts:
    """A reference in running text."""
    authors, rest = _authors(text)
    rest = rest[:1200]
    quoted = _QUOTED.search(rest)
    early = _APA_YEAR.match(rest)
    if quoted and quoted.start() <= (early.end() if early else 1):
        title = (quoted[1] or quoted[2]).rstrip(",")
        after = rest[quoted.end() :].lstrip(" ,.")
        years = _YEAR.findall(rest[: quoted.start()]) or _YEAR.findall(after)
        return authors, title, _journal(after), int(years[0]) if years else None
    if early:
        title, after = _first_sentence(rest[early.end() :])
        return authors, title, _journal(after), int(early["year"] or early["bare"])
    title, after = _first_sentence(rest)
    issued = re.search(r"\b((?:19|20)\d\d)\b[^;:.]{0,12}[;:]", after)
    years = ([issued[1]] if issued else []) or _YEAR.findall(_PLACED_YEAR.sub("", after)) or _YEAR.findall(text)
    return authors, title, _journal(after), int(years[0]) if years else None


def _authors(text: str) -> tuple[tuple[str, ...], str]:
    """The authors that a reference begins with, and the rest of it."""
    found = _LIST.match(text)
    if found:
        rest = text[found.end() :]
        ends = re.match(r"\s*(?:\(eds?\.?\))?\s*(?:[.:]\s+|,\s+(?=[“\"‘'])|[ ,.]*(?=\(?(?:19|20)\d\d[a-z]?[).:,]))", rest)
        if found[0].endswith(".") and rest.startswith(" "):
            ends = ends or re.match(r"\s+", rest)
        if ends:
            return _names(found[0]), rest[ends.end() :]
    first, dot, rest = text.partition(". ")
    early = _APA_YEAR.search(text[:220])
    if early and 2 < early.start() < 200 and ". " not in text[: early.start()].rstrip(". "):
        return (text[: early.start()].strip(" ,."),), text[early.start() :]
    if dot and _GROUP.fullmatch(first) and len(first) < 140 and rest.count(". ") >= 1:
        return (first.strip(),), rest
    surname = re.match(rf"({_FAMILY}, [A-Z][a-z]+(?: [A-Z]\.)?)(?:, (?:and|et al\.?) ?([^.]{{3,60}})?)?\. (?=[“\"])", text)
    if surname:  # MLA
        return tuple(name for name in (surname[1], surname[2]) if name), text[surname.end() :]
    return (), text


def _names(text: str) -> tuple[str, ...]:
    bare = re.sub(r",? ?et\.? al\.?$", "", text)
    return tuple(found[0].strip(" ,;") for found in _NAME.finditer(bare))


# A full stop after these ends no title.
_NO_END = re.compile(r"(?:\b(?:vs|St|Dr|U\.S|e\.g|i\.e|cf|approx|ed|No|vol)|\b[A-Z])$")


def _first_sentence(text: str) -> tuple[str, str]:
    """A title, which ends at a full stop or question mark before the journal, and what follows it."""
    journal = _JOURNAL_AT_END.search(text)
    limit = journal.start() if journal else len(text)
    for found in islice(re.finditer(r"([.?!])[”\"’')\]]*\s+(?=[^\W\d_]|\[|[“\"‘'])", text), 30):
        if found.start() >= limit or _NO_END.search(text[max(found.start() - 12, 0) : found.start()]):
            continue
        after = text[found.end() :]
        # A title of two sentences: what follows is only the journal where a year or an issue ends it without another full stop.
        following = re.search(r"[.?!]\s+[A-Z][^\W\d_]", after)
        rest_is_journal = not following or bool(_YEAR.search(after[: following.start()]))
        if rest_is_journal or (len(text[: found.start()].split()) > 4 and _is_journal(after)):
            return text[: found.start() + (found[1] in "?!")], after
    if journal:
        return text[: journal.start()], text[journal.start() :].lstrip(" .")
    first = re.search(r"[.?!]\s", text)
    return (text[: first.start()], text[first.end() :]) if first else (text.rstrip("."), "")


_JOURNAL_AT_END = re.compile(
    r"(?<=[.?!])\s+(?=[A-Z][^.?!]{2,100}(?:\.?[ ,]+\(?(?:19|20)\d\d|, \d{1,4} ?\(|[. ]+\d{1,4}[:(]))(?!.{0,300}[.?!]\s+[A-Z][^.?!]{2,100}(?:, |\. ?)(?:19|20)\d\d\b.*$)"
)
_JOURNAL_WORDS = re.compile(
    r"\b(?:J|Journal|Med|Medicine|Lancet|BMJ|JAMA|Ann|Annals|Arch|Archives|Am|Br|Eur|Int|Clin|Surg|Acta|N Engl|Rev|Proc|Spine|Pain|Cochrane|PLoS|Nature|Science|BMC)\b"
)


def _is_journal(text: str) -> bool:
    head = re.split(r"[.;,]\s|\s(?=\(?(?:19|20)\d\d)", text)[0]
    return bool(_JOURNAL_WORDS.search(head)) and len(head) < 90


def _journal(text: str) -> str:
    """The name of a journal, without year, volume and pages after it."""
    if _PUBLISHER.match(text):
        return ""
    named = re.match(r"[^.;,]*?" + _PLACED_YEAR.pattern, text.strip())
    name = named[0] if named else _ISSUE.sub("", text.strip())
    if len(name) > 160 or not re.search(r"[^\W\d_]", name):
        return ""
    return name.strip(" ,.;:(" if not named else " ")


def _tidy(text: str) -> str:
    text = text.strip().strip(" ,;")
    text = re.sub(r"\s*\[(?:internet|online|review)\]$", "", text, flags=re.IGNORECASE)
    return text[:-1].rstrip() if text.endswith(".") and not text.endswith("..") else text
