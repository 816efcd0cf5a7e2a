"""What each block of an article is there for: its title, its matter, its references, or only the page around it."""

from __future__ import annotations

import re
from enum import StrEnum

from msgspec import Struct

from answerable.audit.reading.block import Block, Kind


class Role(StrEnum):
    """What a block is there for."""

    TITLE = "title"
    QUESTION = "question"
    HEADING = "heading"  # of the article's matter
    MATTER = "matter"
    REFERENCES = "references"
    DISCLAIMER = "disclaimer"
    BACK = "back matter"  # acknowledgements, funding, abbreviations …
    PAGE = "page"  # menus, forms, dates, bylines: of the page and not of the article


def _any(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{words})", re.IGNORECASE)


# Headings by what stands under them. The first that matches the whole heading counts.
_HEADINGS: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (Role.REFERENCES, _any(
        r"(?:selected |key |cited |numbered )?references?(?: list| cited)?|references (?:and|&) (?:notes|further reading|sources)|reference list|bibliography"
        r"|works cited|literature(?: cited)?|(?:our |article |information )?sources?(?: cited)?|citations|end ?notes|cited (?:works|literature|sources)|foot ?notes",
    )),
    (Role.DISCLAIMER, _any(r".{0,60}\bdisclaimers?|important (?:information|notice)|legal notice")),
    (Role.PAGE, _any(
        r"personali[sz]e.{0,30}|have (?:a |another |more )?(?:follow[- ]?up )?questions?\b.{0,30}|ask (?:a|your|another|us).{0,30}"
        r"|related (?:articles?|topics?|content|questions|pages|posts|reading)|(?:table of )?contents|on this page|in this article|jump to.{0,20}"
        r"|share(?: this| on)?.{0,20}|(?:subscribe|sign up|newsletter|log ?in|sign in)\b.{0,40}|cookies?\b.{0,30}|privacy.{0,30}|menu|navigation|search"
        r"|comments?|leave a (?:reply|comment)|advertisements?|about (?:us|this (?:site|page|article))|contact(?: us)?|follow us"
        r"|article review status|review status|(?:our )?medical advisory board|(?:view )?editorial policy|was this .{0,30}helpful|rate this.{0,30}"
        r"|more (?:from|on|like|about) .{0,40}|recommended(?: for you| reading| articles)?|trending.{0,20}|(?:most )?popular.{0,20}|you (?:may|might) also.{0,30}"
        r"|see also|further reading|learn more|feedback|help us .{0,40}|which best describes you.{0,120}|listen to this.{0,20}|print(?: this page)?|download(?: pdf)?",
    )),
    (Role.BACK, _any(
        r"acknowledge?ments?|fundings?(?: .{0,40})?|(?:role of the )?funding source|authors?['’]?s?['’]? (?:contributions?|information|affiliations?|details|note)"
        r"|contributors?|(?:(?:declarations?|statement) of |potential )?(?:competing|conflicts?|conflicting)(?: of)?(?: financial)? interests?(?: statements?)?"
        r"|disclosures?|declarations?|(?:list of )?abbreviations|(?:availability of )?data.{0,30}availability.{0,20}|availability of data.{0,30}"
        r"|supplement(?:ary|al) .{0,40}|supporting information|additional files?|append(?:ix|ices)\b.{0,60}|copyright.{0,40}|licen[cs]e|ethic(?:s|al) .{0,50}"
        r"|consent (?:for|to) .{0,30}|publisher['’]s note|article (?:history|information)|key ?words?|pre-?publication history|about the authors?"
        r"|provenance.{0,40}|rights and permissions|(?:how to )?cite this.{0,30}|correspondence|author details",
    )),
)  # fmt: skip
# Headings under which an article begins; never its title.
_GENERIC = _any(
    r"introduction|background|overview|abstract|(?:plain language )?summary|key (?:points|messages|facts|takeaways)|definition|at a glance|highlights"
    r"|executive summary|the bottom line|aims?|objectives?|purpose|quick answer|answer|what (?:you|it|are|is) .{0,40}"
)
_NUMBERING = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*\.?|[IVX]{1,4}\.|[A-Z]\.)\s+")
STEPS = _any(
    r"draft|submitted|in review|under review|pending(?: (?:human |medical |editorial )?review)?|reviewed|approved|published|rejected"
)
_PAGE_LINE = _any(
    r"(?:by|written by|authors?|medically reviewed|clinically reviewed|reviewed by|reviewers?|fact[- ]checked|edited by|editors?)\b(?=[: ]\s*(?:[A-Z]|on\b|by\b))"
    r"|(?:last |date |page |article )*(?:updated|reviewed|revised|modified|published|posted|created|accessed|searched)(?: online| on| in| by)?\s*[:]?\s*(?=[A-Z0-9])"
    r"|(?:next review|review(?: is)? due|evidence (?:searched|current|reviewed)|literature (?:search|current|searched))\b"
    r"|(?:key ?words|correspondence|received|accepted|doi|pmid|copyright|status|article review status|version|reading time|audience|e-?mail|tel|fax)\s*:"
    r"|©|https?://\S+$|\(c\) \d{4}|doi:|\d+ min(?:ute)?s? read"
)
_BOILERPLATE = _any(
    r"\bcookies?\b.{0,80}\b(?:accept|consent|site|website|browser|policy)|\b(?:accept|reject|manage) (?:all )?cookies|all rights reserved"
    r"|skip to (?:main )?content|view editorial policy|click here|(?:read|learn|show|see) (?:more|less)\W*$|sign (?:in|up)\b|enter your e-?mail|download (?:my|our|the|your) free\b|log ?in\b.{0,40}$|subscribe\b"
    r"|share (?:this|on)\b|was this (?:page|article|answer|information) helpful|reviewed for accuracy by our|educational purposes? only|pending human review"
    r"|which best describes you|your choice helps us|help us tailor|ask any follow[- ]up|get .{0,40}answers instantly|terms (?:of use|and conditions)"
    r"|this (?:article|information|content|page|website|site|document|material|summary)\b.{0,60}\b(?:is|are|does|should|was)\b.{0,60}\b(?:not (?:intended|a substitute|replace|constitute|be)"
    r"|substitute|intended (?:for|to)|purposes only|replace)|(?:not|no) (?:a )?(?:substitute|replacement) for (?:professional|medical|the)|assumes? no (?:liability|responsibility)"
    r"|does not (?:constitute|replace|provide) (?:medical|professional|the)"
)


_SENTENCE = 1000  # characters of a sentence that are looked at


class Regions(Struct, frozen=True):
    """The role of each block, and whether the layout's headings have levels."""

    roles: tuple[Role, ...]
    flat: bool


def bare_heading(text: str) -> str:
    """A heading without its number and colon."""
    return _NUMBERING.sub("", text).strip().rstrip(":").strip()


def role_of_heading(text: str) -> Role:
    """What stands under a heading, by its words."""
    bare = bare_heading(text)
    return next((role for role, words in _HEADINGS if words.fullmatch(bare)), Role.HEADING)


def is_boilerplate(text: str) -> bool:
    """Whether a sentence is the page's and not the article's."""
    return bool(_BOILERPLATE.search(text[:_SENTENCE]))


def is_page_line(text: str) -> bool:
    """Whether a short block is a byline, a date or the like."""
    return bool(_PAGE_LINE.match(text)) and len(text) < 220


def regions_of(blocks: list[Block]) -> Regions:
    """What each block is there for."""
    headings = [block for block in blocks if block.kind is Kind.HEADING]
    flat = all(block.level is None for block in headings)
    question, title = _title(blocks, flat)
    roles: list[Role] = []
    under, level = (Role.PAGE if title else Role.MATTER), 99
    ended = False  # a flat article is over where its references were
    for at, block in enumerate(blocks):
        if at in (question, title):
            roles.append(Role.TITLE if at == title else Role.QUESTION)
            under, level = (Role.MATTER, 99) if at == title else (under, level)
            continue
        if block.kind is Kind.HEADING or _opens_list(block, blocks, at):
            named = role_of_heading(block.text)
            inside = under is Role.REFERENCES and named is Role.HEADING and (flat or (block.level or 1) > level)
            if not inside and not (
                under in (Role.PAGE, Role.BACK) and named is Role.HEADING and not flat and (block.level or 1) > level
            ):
                if named is Role.HEADING:
                    under = Role.PAGE if ended or (title is not None and at < title) else Role.MATTER
                else:
                    under = named
                level = block.level or 1
                ended = ended or (flat and under in (Role.REFERENCES, Role.DISCLAIMER))
                roles.append(Role.HEADING if under is Role.MATTER else under)
                continue
        roles.append(_role_of(block, under))
    return Regions(tuple(roles), flat)


_NAMES_ITSELF = re.compile(r"\W*(?:medical |professional )?disclaimers?\s*[:.–—]", re.IGNORECASE)


def _role_of(block: Block, under: Role) -> Role:
    if block.kind is Kind.REFERENCE:
        return Role.REFERENCES
    if under is Role.REFERENCES and _NAMES_ITSELF.match(block.text):
        return Role.DISCLAIMER  # behind the list, without a heading of its own
    if under is not Role.MATTER:
        return under
    if block.chrome or STEPS.fullmatch(block.text) or is_page_line(block.text):
        return Role.PAGE
    return Role.MATTER


def _opens_list(block: Block, blocks: list[Block], at: int) -> bool:
    """“References” or “Disclaimer” alone in a paragraph is a heading too, whatever it is set as."""
    if block.kind is not Kind.PARAGRAPH or len(block.text) > 50 or at + 1 >= len(blocks):
        return False
    return role_of_heading(block.text) in (Role.REFERENCES, Role.DISCLAIMER) and block.text[:1].isupper()


_LATER = 20  # headings behind a question that may be the title


def _title(blocks: list[Block], flat: bool) -> tuple[int | None, int | None]:
    """Which blocks are the question and the title."""
    zero = next((at for at, block in enumerate(blocks) if block.kind is Kind.HEADING and block.level == 0), None)
    prose = next((at for at, block in enumerate(blocks) if _is_prose(block)), len(blocks))
    heads = [
        at
        for at, block in enumerate(blocks)
        if block.kind is Kind.HEADING
        and not block.chrome
        and role_of_heading(block.text) is Role.HEADING
        and not STEPS.fullmatch(block.text)
    ]
    early = [at for at in heads if at <= prose] or heads[:1]
    if zero is None and not early:
        first = blocks[0] if blocks else None
        short = (
            first is not None
            and first.kind is Kind.PARAGRAPH
            and len(first.text) <= 150
            and len(blocks) > 1
            and not first.text.endswith(".")
        )
        return None, 0 if short and first is not None and not is_page_line(first.text) and not is_boilerplate(
            first.text
        ) else None
    top = zero if zero is not None else early[0] if flat else min(early, key=lambda at: (blocks[at].level or 9, at))
    asked = _question_above(blocks, top)
    if asked is not None:
        return asked, top
    if blocks[top].text.rstrip().endswith("?"):
        later = [at for at in early if at > top and not _GENERIC.fullmatch(bare_heading(blocks[at].text))]
        for at in reversed(later[-_LATER:]):
            if _answers(blocks[top].text, blocks[at].text) and _is_alone(blocks, heads, top, at, flat):
                return top, at
    return None, top


def _is_prose(block: Block) -> bool:
    """A paragraph long enough to be of the article and not of the page."""
    return (
        block.kind in (Kind.PARAGRAPH, Kind.BULLET) and not block.chrome and len(block.text) > 60
        and not is_boilerplate(block.text) and not is_page_line(block.text)
    )  # fmt: skip


def _question_above(blocks: list[Block], title: int) -> int | None:
    """A question that stands above the title and shares words with it."""
    for at, block in enumerate(blocks[:title]):
        line = block.kind in (Kind.HEADING, Kind.PARAGRAPH) and len(block.text) < 200 and block.text.endswith("?")
        of_article = role_of_heading(block.text) is Role.HEADING and not is_boilerplate(block.text)
        if line and of_article and _answers(block.text, blocks[title].text):
            return at
    return None


_FILLERS = frozenset(
    "what when which where does with from that this have about should there their these than into your are for the and how why who can was".split()
)


def _answers(question: str, title: str) -> bool:
    """Whether a title shares a word of some weight with a question, plural or not."""
    asked, named = (
        {word[:4] for word in re.findall(r"[^\W\d_]{3,}", text.casefold()) if word not in _FILLERS} for text in (question, title)
    )
    return bool(asked & named)


def _is_alone(blocks: list[Block], heads: list[int], question: int, title: int, flat: bool) -> bool:
    """Whether a heading after the question is the article's title and not its first section."""
    if flat:
        between = [blocks[at] for at in range(question + 1, title)]
        return (
            any(block.kind is not Kind.HEADING or role_of_heading(block.text) is not Role.HEADING for block in between)
            or len(between) == 0
        )
    return not any((blocks[at].level or 9) <= (blocks[title].level or 9) for at in heads if at > title)
