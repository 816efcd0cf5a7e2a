"""What an article says of itself: its dates, its status, who reviewed it, its disclaimer, and whom it is for."""

from __future__ import annotations

import re

from answerable.audit.article import Stated
from answerable.audit.reading.block import Block, Kind
from answerable.audit.reading.printed import Printed
from answerable.audit.reading.regions import STEPS, Regions, Role, role_of_heading
from answerable.corpus.reading.dates import date_in, month_of, partial_date
from answerable.text import sentences

_MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
_DATE = re.compile(
    rf"(?P<iso>(?:19|20)\d\d-\d\d(?:-\d\d)?)|(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month>{_MONTH}),? (?P<year>(?:19|20)\d\d)"
    rf"|(?P<month2>{_MONTH}) (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year2>(?:19|20)\d\d)|(?P<month3>{_MONTH}),? (?P<year3>(?:19|20)\d\d)"
    r"|(?P<a>\d{1,2})[/.](?P<b>\d{1,2})[/.](?P<year4>(?:19|20)\d\d)|(?P<only>(?:19|20)\d\d)(?![\d/-])",
    re.IGNORECASE,
)
# What a date is of, as it is introduced.
_DATED = re.compile(
    r"(?:^|[•·|;(]\s*|[.!]\s+|\s[–—-]\s|\n)(?P<what>(?:this (?:article|page|topic) was )?(?:(?:page |article |content |date |medically |clinically |fact[- ]checked |peer[- ])?(?:last |most recently |first )?"
    r"(?:medically |clinically )?(?:updated?|reviewed|revised|modified|edited|published|posted|created)|date (?:of (?:publication|last update|review))"
    r"|(?:evidence|literature)(?: was| is)? (?:last )?(?:searched|reviewed|current(?: to| as of)?|search(?:ed)?)(?: date)?|(?:last |date of )(?:literature )?search|search date|next review(?: due)?|review due))"
    r"(?:[^.\n•|\d]{0,60}?)[:\s]\s*(?:on |in |to |through |until |by )?(?=\d|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)",
    re.IGNORECASE,
)
_STATUS = (
    (
        re.compile(
            r"(?:content |article |page )?(?:is |currently )*pending (?:human|medical|editorial|expert|peer|clinical) review",
            re.IGNORECASE,
        ),
        "pending human review",
    ),
    (
        re.compile(
            r"not (?:yet )?(?:been )?(?:peer[- ]|medically |human[- ])?reviewed|has yet to be reviewed|awaiting (?:\w+ )?review|unreviewed",
            re.IGNORECASE,
        ),
        "not reviewed",
    ),
    (re.compile(r"(?:currently |is )?under (?:\w+ )?review\b(?= by|\.|$)|in review\b", re.IGNORECASE), "under review"),
    (re.compile(r"\bpreprint\b", re.IGNORECASE), "preprint"),
    (re.compile(r"^(?:status|review status|article status)\s*:\s*(\w[\w ]{2,40})", re.IGNORECASE), ""),
    (
        re.compile(
            r"(?:this article|this page|content) (?:has been|was|is) (?:\w+ )?(?:approved|peer[- ]reviewed|medically reviewed)",
            re.IGNORECASE,
        ),
        "approved",
    ),
    (re.compile(r"this article (?:has been|was) (?:retracted|withdrawn)", re.IGNORECASE), "retracted"),
)
_REVIEWED_BY = re.compile(
    r"(?:(?:medically|clinically|scientifically|fact|peer|expert|last)?[- ]?(?:reviewed|checked|approved|verified)(?: (?:and|&) \w+)?(?: for \w+)?(?: on [^.\n]{4,24}?)? by"
    r"|(?:medical |clinical |peer |expert )?reviewers?|approved by)\s*:?\s+(?=\S)",
    re.IGNORECASE,
)
_CREDENTIAL = r"(?:M\.?D\.?|D\.?O\.?|Ph\.?\s?D\.?|MBBS|MBChB|MPH|MSc?|BSc|RN|NP|FNP(?:-\w+)?|DNP|PA(?:-C)?|PharmD|RD|DPT|PT|FRCP\w*|FACP|FACC|FAAFP|MRCP\w*|MRCGP|FRCS\w*|DC|DDS|DMD|OD|Prof\.?|Dr\.?)"
_PERSON = re.compile(
    rf"(?:(?:Dr|Prof|Professor|Mr|Mrs|Ms)\.? )*(?:[A-Z][^\W\d_]*(?:['’-][A-Z]?[^\W\d_]+)*|[A-Z]\.)(?: (?:[A-Z]\.|(?:van|von|de|da|di|del|der|la|le|bin|al)\b|[A-Z][^\W\d_]*(?:['’-][A-Z]?[^\W\d_]+)*)){{1,4}}(?:,? {_CREDENTIAL}(?!\w))*"
)
_NEXT_PERSON = re.compile(r",? and |,? & |; |, ")
_NOBODY = re.compile(
    r"\b(?:board|team|staff|experts?|editors?|panel|committee|reviewers|physicians|doctors|advis\w+|medical|editorial|our|healthline|webmd|department|university|journal)\b",
    re.IGNORECASE,
)
_DISCLAIMS = re.compile(
    r"(?:not|never|no) (?:intended )?(?:to be |as )?(?:a )?(?:substitute|replacement) for|does not (?:replace|constitute|substitute|provide) (?:medical|professional|the advice|clinical)"
    r"|\b(?:do|does|is)(?: not|n['’]t) (?:meant to )?replac\w+,? (?:the |an? |any )?(?:\w+ )?(?:(?:advice|judge?ment) (?:of|from|by)|care (?:from|by)|consultation with|visit to) (?:the |an? |your )"
    r"|(?:informational|educational|information) purposes? only|educational purpose only|not (?:intended )?(?:as |to be |constitute )?medical advice|assumes? no (?:liability|responsibility)",
    re.IGNORECASE,
)
_GROUPS = (
    (r"health ?care (?:professionals?|providers?|workers?)|clinicians?|physicians?|doctors?|practitioners?|nurses?|pharmacists?|general practitioners|medical professionals", "healthcare professionals"),
    (r"(?:medical |nursing )?students?|trainees|residents", "students"),
    (r"patients?(?: and (?:their )?(?:families|carers|caregivers))?", "patients"),
    (r"(?:expectant |new )?mothers|pregnant women", "patients"),
    (r"carers?|caregivers?|famil(?:y|ies)|parents?", "caregivers"),
    (r"general (?:public|readers?|audience)|the public|consumers?|lay (?:readers?|people|audience)|everyone|anyone", "general readers"),
)  # fmt: skip
_GROUP = "|".join(words for words, _ in _GROUPS)
_FOR = re.compile(
    rf"(?:\b(?:intended|meant|designed|written|aimed)(?: (?:for|at)(?: use by)?| solely for| only for| primarily for)|^(?:audience|for|target audience|intended (?:audience|readers|users))\s*:|\binformation for)\s+(?:the )?(?:use (?:by|of) )?(?P<who>{_GROUP})\b",
    re.IGNORECASE,
)
# A sentence of its own that only says for whom: "For patients and their families."
_FOR_ALONE = re.compile(rf"(?:^|(?<=[.!?] ))For (?P<who>{_GROUP})(?: (?:and|or) [\w ]{{3,40}})?[.!]?(?=$| [A-Z])")
_OFFER = re.compile(
    r"which best describes you|i am an?\b.{0,5}$|choose your (?:role|audience|reading level)|language that['’]?s? (?:is )?(?:most )?understandable|plain(?:er)? language|reading level",
    re.IGNORECASE,
)


def dates_of(printed: Printed, regions: Regions) -> tuple[Stated, ...]:
    """The dates that the article gives itself, each with its ISO 8601 value as far as it can be told."""
    found: dict[tuple[str, str], Stated] = {}
    for at, block in enumerate(printed.blocks):
        if regions.roles[at] in (Role.REFERENCES, Role.TITLE) or len(block.text) > 600:
            continue
        for said in _DATED.finditer(block.text):
            date = _DATE.match(block.text, said.end())
            if not date or (regions.roles[at] is Role.MATTER and len(block.text) > 220):
                continue
            stated = printed.stated(at, said.start("what"), date.end(), _iso(date))
            if stated.value:
                found.setdefault((stated.value, _what(stated)), stated)
    return tuple(found.values())


def _what(stated: Stated) -> str:
    return re.sub(r"[\d:].*", "", stated.words).strip().casefold()


def _iso(date: re.Match[str]) -> str:
    """The date in ISO 8601; of 03/04/2025, which may be March or April, only the year."""
    if date["iso"]:
        return str(date_in(date["iso"]) or "")
    if date["year4"]:
        first, second = int(date["a"]), int(date["b"])
        month, day = (
            (second, first) if first > 12 >= second else (first, second) if second > 12 >= first or first == second else (0, 0)
        )
        return str(partial_date(date["year4"], str(month) if month else "", str(day) if day else "") or "")
    year = date["year"] or date["year2"] or date["year3"] or date["only"]
    month = date["month"] or date["month2"] or date["month3"] or ""
    day = date["day"] or date["day2"] or ""
    number = month_of(month.rstrip("."))
    return str(partial_date(year, str(number) if number else "", day) or "")


def status_of(printed: Printed, regions: Regions) -> Stated | None:
    """The article's status; of steps that are only listed, none holds unless the layout marks the one that does."""
    steps = [
        at for at, block in enumerate(printed.blocks) if STEPS.fullmatch(block.text) and regions.roles[at] is not Role.REFERENCES
    ]
    reached = [at for at in steps if printed.blocks[at].current or re.match(r"[✓✔☑]", printed.blocks[at].text)]
    if len(reached) == 1:
        block = printed.blocks[reached[0]]
        return printed.stated(reached[0], 0, len(block.text), block.text.lower())
    for at, block in enumerate(printed.blocks):
        if regions.roles[at] not in (Role.PAGE, Role.DISCLAIMER, Role.MATTER) or len(block.text) > (
            200 if regions.roles[at] is Role.MATTER else 600
        ):
            continue
        for pattern, value in _STATUS:
            if said := pattern.search(block.text):
                return printed.stated(at, said.start(), said.end(), value or said[1].strip().lower())
    if len(steps) >= 2 and steps[-1] - steps[0] == len(steps) - 1:
        place = printed.whole(steps[0], steps[-1])
        return Stated(place=place, words=printed.text[place.start : place.end].replace("\n\n", "\n"))
    if len(steps) == 1:
        block = printed.blocks[steps[0]]
        return printed.stated(steps[0], 0, len(block.text), block.text.lower())
    return None


def reviewers_of(printed: Printed, regions: Regions) -> tuple[Stated, ...]:
    """The named people who reviewed the article; “our Medical Advisory Board” names nobody."""
    found: list[Stated] = []
    for at, block in enumerate(printed.blocks):
        if regions.roles[at] in (Role.REFERENCES, Role.TITLE, Role.QUESTION) or (
            regions.roles[at] is Role.MATTER and len(block.text) > 300
        ):
            continue
        for said in _REVIEWED_BY.finditer(block.text):
            end = said.end()
            while person := _PERSON.match(block.text, end):
                if _NOBODY.search(person[0]):
                    break
                found.append(printed.stated(at, person.start(), person.end()))
                joined = _NEXT_PERSON.match(block.text, person.end())
                end = joined.end() if joined else len(block.text)
    return tuple(found)


def disclaimer_of(printed: Printed, regions: Regions) -> Stated | None:
    """The disclaimer: what stands under its heading, or the sentences that disclaim."""
    under = [at for at, role in enumerate(regions.roles) if role is Role.DISCLAIMER]
    prose = [
        at
        for at in under
        if printed.blocks[at].kind is not Kind.HEADING and role_of_heading(printed.blocks[at].text) is not Role.DISCLAIMER
    ]
    if prose:
        last = prose[0]
        inside = frozenset(prose)
        while last + 1 in inside and printed.blocks[last + 1].chrome == printed.blocks[last].chrome:
            last += 1
        place = printed.whole(prose[0], last)
        return Stated(place=place, words=printed.text[place.start : place.end])
    weak: Stated | None = None
    for at, block in enumerate(printed.blocks):
        if regions.roles[at] is Role.REFERENCES or not _DISCLAIMS.search(block.text):
            continue
        said = [sentence for sentence in sentences(block.text) if _DISCLAIMS.search(sentence.text)]
        if not said:
            continue
        stated = printed.stated(at, said[0].start, said[-1].end)
        if len(stated.words) > 60:
            return stated
        weak = weak or stated
    return weak


def audiences_of(printed: Printed, regions: Regions) -> tuple[Stated, ...]:
    """Whom the article says that it is for, and whom it offers to be worded for ("plain language" where it does not say whom)."""
    found: list[Stated] = []
    for at, block in enumerate(printed.blocks):
        role = regions.roles[at]
        if role is Role.REFERENCES:
            continue
        if said := (_said_for(block.text) if role is not Role.MATTER or len(block.text) < 300 else None):
            group = next((name for words, name in _GROUPS if re.fullmatch(words, said["who"], re.IGNORECASE)), "")
            found.append(printed.stated(at, said.start(), said.end(), group))
        offer = _OFFER.search(block.text) if len(block.text) < 300 and role is not Role.MATTER else None
        if offer:
            found.append(printed.stated(at, 0, len(block.text), "plain language"))
            found.extend(_offered(printed, at + 1))
    return tuple(dict.fromkeys(found))


def _said_for(text: str) -> re.Match[str] | None:
    return _FOR.search(text) or _FOR_ALONE.search(text)


def _offered(printed: Printed, at: int) -> list[Stated]:
    """The choices under an offer: short lines that each name a group of readers."""
    found: list[Stated] = []
    for number, block in enumerate(printed.blocks[at : at + 8], start=at):
        group = next((name for words, name in _GROUPS if _names_group(block, words)), "")
        if group:
            found.append(printed.stated(number, 0, len(block.text), group))
    return found


def _names_group(block: Block, words: str) -> bool:
    return len(block.text) < 50 and bool(
        re.fullmatch(rf"(?:(?:i am )?an? |i['’]m an? |for )?(?:{words})\W*", block.text, re.IGNORECASE)
    )
