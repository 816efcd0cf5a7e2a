"""The rules of appraisal hold on real records, which are read in place."""

import gzip
import json
from collections import Counter

import pytest

from answerable.corpus.appraisal import appraise
from answerable.corpus.evidence import Appraisal, Design
from answerable.corpus.notices import Standing, notices_told_by, standing
from answerable.corpus.reading import read
from answerable.corpus.record import NoticeKind, PartialDate, Record, TextSection


@pytest.fixture(scope="module")
def trials(shared_data) -> list[Appraisal]:
    """The appraisals of articles from a collection of trials, none of which states a type here."""
    found: list[Appraisal] = []
    with gzip.open(shared_data / "rct_ccby" / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % 4:
                continue
            row = json.loads(line)
            sections = tuple(TextSection(section["text"], section["label"]) for section in row["abstract"])
            found.append(appraise(Record(id=f"pmid:{row['pmid']}", title=row["title"], abstract=sections)))
    return found


def test_most_articles_of_a_collection_of_trials_are_told_to_be_trials_or_their_protocols(trials):
    designs = Counter(one.design for one in trials)
    assert designs[Design.RANDOMISED_TRIAL] + designs[Design.PROTOCOL] > 0.78 * len(trials)
    assert designs[Design.UNKNOWN] < 0.1 * len(trials)
    assert designs[Design.SYSTEMATIC_REVIEW] + designs[Design.META_ANALYSIS] < 0.01 * len(trials)


def test_most_of_their_sizes_are_read_and_none_is_absurd(trials):
    sizes = [one.sample.number for one in trials if one.sample]
    assert len(sizes) > 0.65 * len(trials)
    assert all(1 <= size < 2_000_000 for size in sizes)


def test_most_of_them_are_about_people(trials):
    assert sum(one.species in ("human", "both") for one in trials) > 0.9 * len(trials)


def test_a_real_retraction_is_told_with_its_date(shared_data):
    with (shared_data / "pubmed_xml" / "neilfws_retracted" / "example.xml").open("rb") as stream:
        records = [one for one in read(stream, "example.xml") if isinstance(one, Record)]
    if not records:
        pytest.skip("the sample of a retracted record is not a set of PubMed articles here")
    told = notices_told_by(records[0])
    assert [(one.kind, one.date) for one in told] == [(NoticeKind.RETRACTION, PartialDate(1977, 4, 15))]
    assert standing(told) is Standing.RETRACTED
