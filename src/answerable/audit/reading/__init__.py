"""Reading an article that somebody else wrote, in any of six layouts, into its claims, its citations and its references."""

from __future__ import annotations

from msgspec.structs import replace

from answerable.audit.article import ReadArticle, ReadSection
from answerable.audit.reading.block import Block, Kind
from answerable.audit.reading.claims import claims_of
from answerable.audit.reading.conventions import markers_of
from answerable.audit.reading.entries import references_of, under_another_name, unheaded
from answerable.audit.reading.lengths import BLOCKS_LIMIT, SIZE_LIMIT, TEXT_LIMIT, parted
from answerable.audit.reading.printed import Printed
from answerable.audit.reading.regions import Regions, Role, regions_of
from answerable.audit.reading.selfsaid import audiences_of, dates_of, disclaimer_of, reviewers_of, status_of
from answerable.audit.reading.telling import layout_of
from answerable.errors import UnreadableInput

__all__ = ["BLOCKS_LIMIT", "SIZE_LIMIT", "TEXT_LIMIT", "read_article"]


def read_article(data: bytes, name: str = "") -> ReadArticle:
    """The article in `data`, whatever its layout; `name` is what messages call it.

    Raises `UnreadableInput`, saying what is wrong and what to do, where the bytes hold no article that can be read. What was
    looked for in an article and not found is named in its `not_found`.
    """
    called = name or "the article"
    if len(data) > SIZE_LIMIT:
        raise UnreadableInput(
            f"{called} has {len(data) >> 20:,} MB; at most {SIZE_LIMIT >> 20} MB are read.",
            "Audit one article at a time, without pictures.",
        )
    layout = layout_of(data, called)
    blocks = layout.read(data, called)
    _refuse_what_is_no_article(blocks, called)
    return _article(parted(blocks), layout.name)


def _refuse_what_is_no_article(blocks: list[Block], name: str) -> None:
    length = sum(len(block.text) for block in blocks)
    if not any(character.isalpha() for block in blocks for character in block.text):
        raise UnreadableInput(f"{name} holds no words.", "Give a file with the article's text.")
    if len(blocks) > BLOCKS_LIMIT:
        raise UnreadableInput(
            f"{name} has more than {BLOCKS_LIMIT:,} paragraphs, which is the most that is read.", "Audit one article at a time."
        )
    if length > TEXT_LIMIT:
        raise UnreadableInput(
            f"{name} has more than {TEXT_LIMIT:,} characters of text, which is the most that is read.",
            "Audit one article at a time.",
        )


def _article(blocks: list[Block], layout: str) -> ReadArticle:
    """The parts of an article, found from its blocks by the same rules whatever its layout was."""
    printed = Printed(blocks)
    regions = _with_unheaded_list(blocks, regions_of(blocks))
    references = references_of(printed, regions)
    matter = [at for at, role in enumerate(regions.roles) if role is Role.MATTER]
    claims = claims_of(printed, regions, markers_of(blocks, matter, references))
    found = ReadArticle(
        layout=layout,
        text=printed.text,
        title=_first(printed, regions, Role.TITLE),
        question=_first(printed, regions, Role.QUESTION),
        sections=_sections(printed, regions),
        claims=claims,
        references=references,
        dates=dates_of(printed, regions),
        status=status_of(printed, regions),
        reviewers=reviewers_of(printed, regions),
        disclaimer=disclaimer_of(printed, regions),
        audiences=audiences_of(printed, regions),
    )
    return replace(found, not_found=_not_found(found))


def _with_unheaded_list(blocks: list[Block], regions: Regions) -> Regions:
    """Where nothing is headed “References”, entries under “Further reading” or at the end are the article's list all the same."""
    if Role.REFERENCES in regions.roles:
        return regions
    named = under_another_name(blocks)
    if named:
        return Regions(tuple(Role.REFERENCES if at in named else role for at, role in enumerate(regions.roles)), regions.flat)
    first = unheaded(blocks, regions.roles)
    if first is None:
        return regions
    roles = tuple(Role.REFERENCES if at >= first and role is Role.MATTER else role for at, role in enumerate(regions.roles))
    return Regions(roles, regions.flat)


def _first(printed: Printed, regions: Regions, wanted: Role) -> str:
    return next((printed.blocks[at].text for at, role in enumerate(regions.roles) if role is wanted), "")


def _sections(printed: Printed, regions: Regions) -> tuple[ReadSection, ...]:
    """The headings of the article's matter under which something stands; the highest has level 1."""
    heads = [at for at, role in enumerate(regions.roles) if role is Role.HEADING and printed.blocks[at].kind is Kind.HEADING]
    top = min((printed.blocks[at].level or 1 for at in heads), default=1)
    found: list[ReadSection] = []
    for at in heads:
        level = (printed.blocks[at].level or 1) - top + 1
        if _holds(printed, regions, at):
            found.append(ReadSection(place=printed.whole(at), heading=printed.blocks[at].text, level=level))
    return tuple(found)


def _holds(printed: Printed, regions: Regions, heading: int) -> bool:
    """Whether something of the article stands under a heading, before the next that is as high."""
    level = printed.blocks[heading].level or 1
    for at in range(heading + 1, len(printed.blocks)):
        if regions.roles[at] is Role.MATTER:
            return True
        if printed.blocks[at].kind is Kind.HEADING and (printed.blocks[at].level or 1) <= level:
            return False
    return False


def _not_found(article: ReadArticle) -> tuple[str, ...]:
    """The parts that were looked for and not found, in words for a reader."""
    looked_for = (
        ("a title", article.title),
        ("section headings", article.sections),
        ("claims", article.claims),
        ("citation markers", any(claim.markers for claim in article.claims)),
        ("a reference list", article.references),
        ("a date", article.dates),
        ("a review status", article.status),
        ("a named reviewer", article.reviewers),
        ("a disclaimer", article.disclaimer),
        ("whom it is for", article.audiences),
    )
    return tuple(words for words, found in looked_for if not found)
