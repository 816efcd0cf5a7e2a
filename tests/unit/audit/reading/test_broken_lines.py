"""Short texts whose lines were broken by hand or by a mail program, and addresses that a line's end cuts."""

import pytest

from answerable.audit.reading import read_article

LEAFLET = b"""The sour knee

A sour knee is a tender swelling below the kneecap that may cause pain on
stairs, and it has been seen in 12% of walkers over the age of sixty [1,
2].

Treatment

Rest for two weeks relieved pain in 31 of 35 people with swelling of
grade 3 or more [1].

- Cold packs are used by many and have not been studied in any trial that
  anybody knows of [2].
- Heat helps.

Surgery is rarely needed
and was done in 3 of 35 people (Marrow et al.,
2011).

Sources:
1) Marrow A, Quill B. Tender swellings below the kneecap in walkers of
   sixty or more. J Imagined Joints. 2011;12(3):45-9. doi:10.1000/imag.
   2011.45
2) Stairs C. Walkers and their knees: a survey. In: Holt F, Fenn E, editors.
   Knees of the world. 2nd ed. Geneva: Imagined Press; 2019. p. 101-8.
3) https://www.example.org/knees
"""


def test_sentences_over_several_short_lines_are_whole():
    article = read_article(LEAFLET, "the leaflet")
    assert [(claim.words, [m.numbers or (m.author, m.year) for m in claim.markers]) for claim in article.claims] == [
        (
            "A sour knee is a tender swelling below the kneecap that may cause pain on stairs, and it has been seen in 12%"
            " of walkers over the age of sixty.",
            [(1, 2)],
        ),
        ("Rest for two weeks relieved pain in 31 of 35 people with swelling of grade 3 or more.", [(1,)]),
        ("Cold packs are used by many and have not been studied in any trial that anybody knows of.", [(2,)]),
        ("Heat helps.", []),
        ("Surgery is rarely needed and was done in 3 of 35 people.", [("Marrow", 2011)]),
    ]
    assert [section.heading for section in article.sections] == ["Treatment"]


def test_a_reference_over_several_lines_keeps_its_doi_its_chapter_and_its_book():
    first, second, third = read_article(LEAFLET, "the leaflet").references
    assert (first.number, first.doi, first.year) == (1, "10.1000/imag.2011.45", 2011)
    assert (second.title, second.journal, second.year) == ("Walkers and their knees: a survey", "Knees of the world", 2019)
    assert third.link == "https://www.example.org/knees"


@pytest.mark.parametrize("heading", ["Further reading", "Notes", "Bibliography", "Literature", "Sources", "Recommended reading"])
@pytest.mark.parametrize("number", ["({})", "{})", "{}.", "[{}]"])
def test_a_list_under_another_name_is_the_reference_list(heading, number):
    listed = "\n".join(
        f"{number.format(at)} Marrow A, et al. Swellings of the knee, part {at}. J Imagined Joints. 2011;12({at}):45-9."
        for at in (1, 2)
    )
    article = read_article(
        f"The sour knee\n\nIt hurts on stairs [1]. Rest helps within weeks [2].\n\n{heading}\n\n{listed}\n".encode(), "a"
    )
    assert [entry.number for entry in article.references] == [1, 2]
    assert article.references[1].title == "Swellings of the knee, part 2"
    assert len(article.claims) == 2


def test_further_reading_beside_a_reference_list_is_not_part_of_it():
    article = read_article(
        b"The sour knee\n\nIt hurts on stairs [1].\n\nReferences\n\n1. Marrow A. Swellings. J Joints. 2011;12:45-9.\n\n"
        b"Further reading\n\nStairs C. Walkers. Ann Med. 2019;7:101-8.\n",
        "a",
    )
    assert len(article.references) == 1


@pytest.mark.parametrize("written", ["Marrow et al.", "Marrow et al", "Marrow et. al.", "Marrow et alii"])
def test_et_al_is_known_however_it_is_written(written):
    article = read_article(
        f"The sour knee\n\n{written} (2011) found no harm in cold packs. It hurts on stairs ({written}, 2011).\n\n"
        "References\n\nMarrow A, Quill B. Swellings. J Joints. 2011;12:45-9.\n".encode(),
        "a",
    )
    assert [[(m.author, m.year) for m in claim.markers] for claim in article.claims] == [[("Marrow", 2011)]] * 2


def test_short_lines_that_are_a_list_are_not_joined():
    article = read_article(
        b"The sour knee\n\nSigns\n\nswelling\npain on stairs\nlimping\n\nIt goes away with rest in most people.\n", "a"
    )
    assert [claim.words for claim in article.claims] == ["It goes away with rest in most people."]


@pytest.mark.parametrize("sign", ["[{}]", "\\[{}\\]"])
def test_entries_on_lines_of_their_own_in_markdown_do_not_run_together(sign):
    entries = "".join(
        f"{sign.format(n)} Example {'AB'[n - 1]}. An invented trial of number {n}. J Invent Ex 201{n}.\n" for n in (1, 2)
    )
    article = read_article(
        f"# Title\n\nMusic helps the knee [1]. Paint does not [2].\n\n## References\n\n{entries}".encode(), "a.md"
    )
    assert [entry.number for entry in article.references] == [1, 2]


def test_a_line_of_prose_that_begins_with_a_citation_goes_on_with_its_sentence():
    prose, entry = (
        "Music helps the knee and paint does not\n[1] in adults.",
        "[1] Example A. An invented trial. J Invent Ex 2011.",
    )
    article = read_article(f"# Title\n\n{prose}\n\n## References\n\n{entry}\n".encode(), "a.md")
    assert [claim.words for claim in article.claims] == ["Music helps the knee and paint does not in adults."]
