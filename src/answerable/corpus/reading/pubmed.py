"""PubMed's own XML: baseline and update files, efetch, the older MEDLINE sets, and the chapters of its books."""

from __future__ import annotations

from collections.abc import Iterator

from answerable.corpus.identifiers import pmid_of
from answerable.corpus.reading import pubmed_rules as rules
from answerable.corpus.reading.bytestream import Stream
from answerable.corpus.reading.making import record_of, unique
from answerable.corpus.reading.model import Deletion, Read, Rejected, Unusable
from answerable.corpus.reading.pubmed_rules import Found, Rule
from answerable.corpus.reading.xmlunits import Element, elements
from answerable.corpus.record import Journal, Record

_TAGS = ("PubmedArticle", "PubmedBookArticle", "MedlineCitation", "DeleteCitation", "DeleteDocument")


def read_pubmed(stream: Stream) -> Iterator[Read]:
    """Every record of a PubMed file, the citations that it deletes, and a rejection for each record that cannot be had."""
    for item in elements(stream, _TAGS, strict_gaps=True, without="ReferenceList"):
        if isinstance(item, Rejected):
            yield item
            continue
        unit, element = item
        try:
            if unit.tag.startswith("Delete"):
                yield from _deletions(element)
            else:
                yield record_of_element(element)
        except Unusable as bad:
            yield bad.at(unit.position)


def record_of_element(element: Element) -> Record:
    """The record of a `PubmedArticle`, `PubmedBookArticle` or `MedlineCitation`; raises `Unusable` where it makes none."""
    found: Found = {"source": "pubmed"}
    if element.tag == "MedlineCitation":
        rules.visit(element, found, _CITATION)
    else:
        rules.visit(element, found, _TOP)
    _settle(found)
    return record_of(found)


def _deletions(element: Element) -> Iterator[Deletion]:
    for child in element:
        pmid = pmid_of(child.text or "")
        if child.tag == "PMID" and pmid:
            version = child.get("Version", "")
            yield Deletion(pmid, int(version) if version.isdecimal() else None)


def _settle(found: Found) -> None:
    """Turns what was gathered into the fields of a record, and drops what only helped."""
    article_title: str = found.get("title", "")
    book: str = found.pop("_book_title", "")
    if book and not article_title:
        found["title"] = book
    found["journal"] = Journal(
        name=found.pop("_journal", "") or book,
        abbreviation=found.pop("_abbreviation", "") or found.pop("_medline_ta", ""),
        issn=unique(found.pop("_issn", ())),
    )
    article_date, history = found.pop("_article_date", None), found.pop("_history", None)
    completed, created = found.pop("_completed", None), found.pop("_created", None)
    if "published" not in found:
        found["published"] = found.pop("_book_date", None) or article_date
    if "revised" not in found:
        found["revised"] = history or completed or created
    pii, book_authors = found.pop("_pii", ""), found.pop("_book_authors", ())
    if not found.get("pages") and pii and not found.get("isbn"):
        found["pages"] = pii if len(pii) <= 12 else ""
    if not found.get("authors"):
        found["authors"] = book_authors
    found["languages"] = unique(found.pop("_languages", ()))
    found["publication_types"] = unique(found.pop("_types", ()))
    found["keywords"] = unique(found.pop("_keywords", ()))
    found["registry_numbers"] = unique(found.pop("_registered", ()))
    for name in ("_medline_ta", "_book_date"):
        found.pop(name, None)


_ISSUE: dict[str, Rule] = {
    "Volume": rules.text_rule("volume"),
    "Issue": rules.text_rule("issue"),
    "PubDate": rules.date_rule("published"),
}
_JOURNAL: dict[str, Rule] = {
    "ISSN": rules.take_issn,
    "JournalIssue": rules.inside(_ISSUE),
    "Title": rules.text_rule("_journal"),
    "ISOAbbreviation": rules.text_rule("_abbreviation"),
}
_ARTICLE: dict[str, Rule] = {
    "Journal": rules.inside(_JOURNAL),
    "ArticleTitle": rules.text_rule("title"),
    "VernacularTitle": rules.text_rule("vernacular_title"),
    "Pagination": rules.take_pagination,
    "ELocationID": rules.take_elocation,
    "Abstract": rules.take_abstract,
    "AuthorList": rules.take_authors,
    "Language": rules.texts_rule("_languages"),
    "DataBankList": rules.take_data_banks,
    "GrantList": rules.take_grants,
    "PublicationTypeList": rules.inside({"PublicationType": rules.texts_rule("_types")}),
    "ArticleDate": rules.date_rule("_article_date"),
}
_CITATION: dict[str, Rule] = {
    "PMID": rules.take_pmid,
    "DateRevised": rules.date_rule("revised"),
    "DateCompleted": rules.date_rule("_completed"),
    "DateCreated": rules.date_rule("_created"),
    "Article": rules.inside(_ARTICLE),
    "MedlineJournalInfo": rules.inside({"MedlineTA": rules.text_rule("_medline_ta"), "ISSNLinking": rules.take_issn}),
    "ChemicalList": rules.take_chemicals,
    "CommentsCorrectionsList": rules.take_links,
    "MeshHeadingList": rules.take_mesh,
    "OtherAbstract": rules.take_other_abstract,
    "KeywordList": rules.take_keywords,
    "CoiStatement": rules.text_rule("competing_interests"),
}
_PUBMED_DATA: dict[str, Rule] = {"History": rules.take_history, "ArticleIdList": rules.take_article_ids}
_BOOK: dict[str, Rule] = {
    "Publisher": rules.inside({"PublisherName": rules.text_rule("publisher")}),
    "BookTitle": rules.text_rule("_book_title"),
    "PubDate": rules.date_rule("_book_date"),
    "AuthorList": rules.take_book_authors,
    "Volume": rules.text_rule("volume"),
    "Isbn": rules.take_isbn,
    "ELocationID": rules.take_elocation,
}
_BOOK_DOCUMENT: dict[str, Rule] = {
    "PMID": rules.take_pmid,
    "ArticleIdList": rules.take_article_ids,
    "Book": rules.inside(_BOOK),
    "ArticleTitle": rules.text_rule("title"),
    "VernacularTitle": rules.text_rule("vernacular_title"),
    "Pagination": rules.take_pagination,
    "Language": rules.texts_rule("_languages"),
    "AuthorList": rules.take_authors,
    "PublicationType": rules.texts_rule("_types"),
    "Abstract": rules.take_abstract,
    "KeywordList": rules.take_keywords,
    "ContributionDate": rules.date_rule("published"),
    "DateRevised": rules.date_rule("revised"),
    "GrantList": rules.take_grants,
}
_TOP: dict[str, Rule] = {
    "MedlineCitation": rules.inside(_CITATION),
    "PubmedData": rules.inside(_PUBMED_DATA),
    "BookDocument": rules.inside(_BOOK_DOCUMENT),
    "PubmedBookData": rules.inside(_PUBMED_DATA),
}
