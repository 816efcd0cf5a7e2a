"""Corpora of any size, recombined from real abstracts: every record new, its sentences drawn from abstracts on the same topic.

Each record has the title, headings and indexing of one donor; each of its sentences comes from one of the donors nearest to
that one, out of the same part of the abstract, with other figures. So records differ, stay on their topics, and words are
as rare as they really are. Nothing of it is kept: it is made in a temporary folder.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import log
from pathlib import Path
from random import Random
from typing import Any
from xml.sax.saxutils import escape

from answerable.app import wiring
from answerable.corpus.appraisal import appraise
from answerable.corpus.evidence import Appraisal
from answerable.corpus.reading import read
from answerable.corpus.record import MeshHeading, PartialDate, Record, TextSection
from answerable.drafting.sentences import place_of
from answerable.question.words import content_words
from answerable.text import sentences

NEAREST = 30  # donors of sentences for each title
VARIANTS = 6  # sets of figures for each sentence
FIRST_PMID = 60_000_000  # beyond any that is in use
_LEAST = 4  # sentences of an abstract that is worth recombining
_FIGURE = re.compile(r"\d+")
_KEPT = frozenset({"95", "0", "05", "1", "100"})  # of intervals, significance, scales

Part = tuple[str, str, tuple[str, ...]]  # heading, place in the abstract, sentences


@dataclass(frozen=True)
class Donor:
    """A real record with its abstract cut into parts."""

    record: Record
    parts: tuple[Part, ...]
    by_place: dict[str, tuple[str, ...]] = field(hash=False)
    appraisal: Appraisal = field(hash=False)


def donors(data: Path | None, most: int | None = None) -> tuple[list[Donor], str]:
    """The donors in a folder of shared data, or else in the starter library; and a line that says which."""
    if data is None or not data.is_dir():
        found = list(wiring.starter().records.values())
        origin = "the digests of the starter library"
    else:
        files = (*_read(data / "rct_ccby"), *_read(data / "pubmed_xml"))
        read_of = (*files, *_scifact(data / "scifact"), *_pubmedqa(data / "pubmedqa"))
        found = list({record.id: record for record in read_of}.values())
        origin = "trial articles (rct_ccby), PubMed records (pubmed_xml), SciFact and PubMedQA"
    if most is not None:
        found = Random(1).sample(found, min(most, len(found)))
    kept = [donor for record in found if (donor := _donor(record))]
    return kept, f"{len(kept):,} abstracts of {origin}"


def _read(path: Path) -> Iterator[Record]:
    for source in wiring.sources_of([str(path)]):
        if not isinstance(source, tuple):
            with source.open() as stream:
                yield from (one for one in read(stream, source.name) if isinstance(one, Record))


def _scifact(folder: Path) -> Iterator[Record]:
    with gzip.open(folder / "corpus.jsonl.gz", "rt", encoding="utf-8") as lines:
        for one in map(json.loads, lines):
            text = " ".join(sentence.strip() for sentence in one["abstract"])
            yield Record(id=f"scifact:{one['doc_id']}", title=one["title"], abstract=(TextSection(text),))


def _pubmedqa(folder: Path) -> Iterator[Record]:
    items: dict[str, Any] = json.loads((folder / "train_500.json").read_text("utf-8"))
    for pmid, one in items.items():
        parts = [*zip(one["LABELS"], one["CONTEXTS"], strict=False), ("CONCLUSIONS", one["LONG_ANSWER"])]
        yield Record(
            id=f"pmid:{pmid}",
            title=one["QUESTION"],
            abstract=tuple(TextSection(text, label) for label, text in parts),
            mesh=tuple(MeshHeading(name) for name in one["MESHES"]),
        )


def _donor(record: Record) -> Donor | None:
    parts: list[Part] = []
    for section in record.abstract:
        cut = [sentence.text for sentence in sentences(section.text)]
        place = place_of(section)
        if place or len(record.abstract) > 1:
            parts.append((section.label, place, tuple(cut)))
        elif len(cut) >= _LEAST:
            middle = len(cut) // 2
            parts += [("", "background", tuple(cut[:1])), ("", "methods", tuple(cut[1:middle]))]
            parts += [("", "results", tuple(cut[middle:-1])), ("", "conclusions", tuple(cut[-1:]))]
    if not record.title or sum(len(cut) for _, _, cut in parts) < _LEAST:
        return None
    by_place: defaultdict[str, list[str]] = defaultdict(list)
    for _, place, cut in parts:
        by_place[place] += cut
    placed = {place: tuple(cut) for place, cut in by_place.items() if cut}
    return Donor(record, tuple(part for part in parts if part[2]), placed, appraise(record, with_sample=False))


class Recombined:
    """Records by number: the same number from the same donors is always the same record."""

    def __init__(self, given: Sequence[Donor]) -> None:
        self.donors = given
        self._near = _nearest(given)
        self._authors = [author for donor in given for author in donor.record.authors][:5_000]
        self._journals = [donor.record.journal for donor in given if donor.record.journal.name]

    def donor(self, number: int) -> Donor:
        """The donor of a record's title, headings and indexing."""
        return self.donors[number * 7_919 % len(self.donors)]

    def record(self, number: int) -> Record:
        """The record of a number."""
        random = Random(number)
        donor = self.donor(number)
        pmid = str(FIRST_PMID + number)
        return Record(
            id=f"pmid:{pmid}",
            pmid=pmid,
            doi=f"10.5555/recombined.{number}",
            title=_varied(donor.record.title, random.randrange(VARIANTS)),
            authors=tuple(random.choice(self._authors) for _ in range(random.randint(2, 6))) if self._authors else (),
            journal=random.choice(self._journals) if self._journals else donor.record.journal,
            published=PartialDate(random.randint(1985, 2025), random.randint(1, 12)),
            volume=str(random.randint(1, 90)),
            pages=str(random.randint(1, 2_000)),
            languages=("eng",),
            abstract=self.abstract(number, random),
            publication_types=donor.record.publication_types or ("Journal Article",),
            mesh=donor.record.mesh,
            keywords=donor.record.keywords,
            source="pubmed",
        )

    def abstract(self, number: int, random: Random) -> tuple[TextSection, ...]:
        """An abstract of the donor's form, each sentence from one of the nearest donors."""
        donor = self.donor(number)
        near = self._near[number * 7_919 % len(self.donors)]
        sections: list[TextSection] = []
        for heading, place, own in donor.parts:
            chosen: dict[str, None] = {}
            for sentence in own:
                others = self.donors[random.choice(near)].by_place.get(place) or (sentence,)
                chosen[_varied(random.choice(others), random.randrange(VARIANTS))] = None
            text = " ".join(chosen)
            if heading or not sections:
                sections.append(TextSection(text, heading))
            else:
                sections[-1] = TextSection(f"{sections[-1].text} {text}")
        return tuple(sections)


def _nearest(given: Sequence[Donor]) -> list[tuple[int, ...]]:
    """For each donor the numbers of those nearest to it by the rare words of their titles and headings, itself first."""
    words = [
        {*content_words(donor.record.title), *(heading.name.lower() for heading in donor.record.mesh if heading.major)}
        for donor in given
    ]
    holding: defaultdict[str, list[int]] = defaultdict(list)
    for number, own in enumerate(words):
        for word in own:
            holding[word].append(number)
    near: list[tuple[int, ...]] = []
    for number, own in enumerate(words):
        shared: Counter[int] = Counter()
        for word in own:
            others = holding[word]
            if len(others) <= max(20, len(given) // 25):
                worth = log(len(given) / len(others))
                for other in others:
                    shared[other] += worth  # pyright: ignore[reportArgumentType]
        shared.pop(number, None)
        near.append((number, *(other for other, _ in shared.most_common(NEAREST - 1))))
    return near


@cache
def _varied(text: str, variant: int) -> str:
    """A text with other figures of as many digits, the same for the same variant; 0 leaves it as it is."""
    if not variant:
        return text
    random = Random(f"{variant} {text}")

    def other(figure: re.Match[str]) -> str:
        digits = figure.group()
        if digits in _KEPT or (len(digits) == 4 and digits[:2] in {"19", "20"}):
            return digits
        return str(random.randint(1, 9)) + "".join(str(random.randrange(10)) for _ in digits[1:])

    return _FIGURE.sub(other, text)


# -- as PubMed XML ---------------------------------------------------------------------------------------------------------------


def skeletons(data: Path | None) -> list[str]:
    """Real PubMed articles with places for what is recombined: "@PMID@", "@DOI@", "@TITLE@", "@ABSTRACT@"."""
    from lxml import etree

    found: list[str] = []
    files = sorted((data / "pubmed_xml").rglob("*.xml")) if data is not None else []
    for path in files:
        try:
            articles: list[Any] = list(etree.parse(str(path)).iterfind(".//PubmedArticle"))
        except etree.XMLSyntaxError:
            continue
        found += [text for article in articles if (text := _skeleton(article, etree))]
    return [form for form in found if len(form) <= _LONGEST] or [_PLAIN]


_PLAIN = """<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM"><PMID Version="1">@PMID@</PMID>
<DateRevised><Year>2024</Year><Month>03</Month><Day>02</Day></DateRevised><Article PubModel="Print"><Journal>
<JournalIssue><Volume>7</Volume><PubDate><Year>2021</Year></PubDate></JournalIssue><Title>A journal</Title></Journal>
<ArticleTitle>@TITLE@</ArticleTitle><Abstract>@ABSTRACT@</Abstract><AuthorList><Author><LastName>Author</LastName>
<Initials>A</Initials></Author></AuthorList><Language>eng</Language></Article></MedlineCitation><PubmedData><ArticleIdList>
<ArticleId IdType="pubmed">@PMID@</ArticleId><ArticleId IdType="doi">@DOI@</ArticleId></ArticleIdList></PubmedData>
</PubmedArticle>"""
_LONGEST = 20_000  # characters of a form; a few real records are mostly lists of references


def _skeleton(article: Any, etree: Any) -> str:
    citation: Any = article.find("MedlineCitation")
    body: Any = citation.find("Article") if citation is not None else None
    if body is None or body.find("Abstract") is None or body.find("ArticleTitle") is None:
        return ""
    for node in article.iterfind("MedlineCitation/PMID"):
        node.text = "@PMID@"
    for place, text in (("ArticleTitle", "@TITLE@"), ("Abstract", "@ABSTRACT@")):
        node = body.find(place)
        tail = node.tail
        node.clear()
        node.text, node.tail = text, tail
    for node in body.iterfind("ELocationID"):
        node.text = "@DOI@" if node.get("EIdType") == "doi" else node.text
    for node in article.iterfind("PubmedData/ArticleIdList/ArticleId"):
        node.text = {"pubmed": "@PMID@", "doi": "@DOI@", "pmc": "PMC@PMID@"}.get(node.get("IdType"), node.text)
    return etree.tostring(article, encoding="unicode", with_tail=False)


def write_pubmed_xml(path: Path, recombined: Recombined, forms: Sequence[str], count: int) -> None:
    """A file of `count` articles in PubMed XML, packed as PubMed's own files are."""
    with gzip.open(path, "wt", compresslevel=1, encoding="utf-8") as out:
        out.write('<?xml version="1.0" encoding="UTF-8"?>\n<PubmedArticleSet>\n')
        for number in range(count):
            record = recombined.record(number)
            abstract = "".join(
                f'<AbstractText Label="{escape(part.label, {chr(34): "&quot;"})}">{escape(part.text)}</AbstractText>'
                if part.label
                else f"<AbstractText>{escape(part.text)}</AbstractText>"
                for part in record.abstract
            )
            article = forms[number % len(forms)].replace("@PMID@", record.pmid).replace("@DOI@", record.doi)
            out.write(article.replace("@TITLE@", escape(record.title)).replace("@ABSTRACT@", abstract) + "\n")
        out.write("</PubmedArticleSet>\n")
