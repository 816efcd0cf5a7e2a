"""Identifiers have one normal form each, and what is none gives nothing."""

import pytest

from answerable.corpus import identifiers
from answerable.corpus.identifiers import folded, key_of, record_id


@pytest.mark.parametrize(
    ("scheme", "written", "normal"),
    [
        ("pmid", " 019078461 ", "19078461"),
        ("pmid", "PMID: 19078461", "19078461"),
        ("pmid", "https://pubmed.ncbi.nlm.nih.gov/19078461/", "19078461"),
        ("pmid", "0", ""),
        ("pmid", "12a", ""),
        ("pmid", "1234567890", ""),
        ("pmcid", "1065073", "PMC1065073"),
        ("pmcid", "pmc1065073.2", "PMC1065073"),
        ("pmcid", "https://pmc.ncbi.nlm.nih.gov/articles/PMC1065073/", "PMC1065073"),
        ("pmcid", "PMCX", ""),
        ("doi", "10.1186/CC2969", "10.1186/cc2969"),
        ("doi", "doi: 10.1186/cc2969.", "10.1186/cc2969"),
        ("doi", "https://dx.doi.org/10.5555/(SICI)1:2%3C3::AID%3E3.0.CO;2-S", "10.5555/(sici)1:2<3::aid>3.0.co;2-s"),
        ("doi", "(10.5555/x)", ""),
        ("doi", "10.5555/x)", "10.5555/x"),
        ("doi", "10.5555/", ""),
        ("doi", "11.5555/x", ""),
        ("doi", "10.5555/two words", ""),
        ("isbn", "0-306-40615-2", "9780306406157"),
        ("isbn", "ISBN-13: 978-0-306-40615-7", "9780306406157"),
        ("isbn", "080442957X", "9780804429573"),
        ("isbn", "978-0-306-40615-8", ""),
        ("issn", "03785955", "0378-5955"),
        ("issn", "0378-5956", ""),
        ("orcid", "https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"),
        ("orcid", "000000021694233x", "0000-0002-1694-233X"),
        ("orcid", "0000-0002-1825-0098", ""),
    ],
)  # fmt: skip
def test_an_identifier_has_one_normal_form(scheme, written, normal):
    normalise = getattr(identifiers, f"{scheme}_of")
    assert normalise(written) == normal
    assert normalise(normal) == normal


def test_a_doi_is_found_in_a_citation():
    assert identifiers.doi_in("Spine. 2001;1:1. doi: 10.5555/ABC.1. Epub 2001 May 1.") == "10.5555/abc.1"
    assert identifiers.doi_in("Spine. 2010. pages 10.5 to 11") == ""


def test_titles_that_differ_in_case_accents_and_punctuation_fold_to_the_same():
    assert folded("The “Back-Mouse”: Überblick.") == folded("the back mouse uberblick") == "the back mouse uberblick"


def test_a_key_depends_on_title_year_and_family_name_and_not_on_their_spelling():
    key = key_of("A back mouse", 2001, "Müller")
    assert key == key_of("a Back–Mouse.", 2001, "MULLER")
    assert len(key) == 16
    assert (
        len(
            {
                key,
                key_of("A back mouse", 2002, "Müller"),
                key_of("A back mouse", None, "Müller"),
                key_of("A mouse", 2001, "Müller"),
            }
        )
        == 4
    )


def test_a_record_is_known_by_pmid_then_doi_then_pmcid_then_key():
    assert record_id(pmid="1", doi="10.5555/x", pmcid="PMC1", key="k") == "pmid:1"
    assert record_id(doi="10.5555/x", pmcid="PMC1", key="k") == "doi:10.5555/x"
    assert record_id(pmcid="PMC1", key="k") == "pmcid:PMC1"
    assert record_id(key="k") == "key:k"
