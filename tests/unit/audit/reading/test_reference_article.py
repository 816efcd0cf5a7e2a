"""The reference article, read completely: every claim, every marker, every part."""

import pytest

from answerable.audit.article import ReadArticle
from answerable.audit.reading import read_article

# The claims' first words and what each cites, read by eye from the article.
CITED = [
    ("A back mouse (episacroiliac lipoma)", ()),
    ("These nodules are firm, rubbery, mobile", (1,)),
    ("Back mice represent herniated", (1,)),
    ("They are found in up to 16%", (2,)),
    ("These nodules are typically located", (3,)),
    ("Back mice are characterized", (1,)),
    ("Patients may present", (4,)),
    ("Pain can radiate", (5, 4)),
    ("Some patients (14%)", (5,)),
    ("The duration of pain before diagnosis", (5,)),
    ("Point tenderness", (1,)),
    ("Diagnosis is primarily clinical", (1,)),
    ("Sonographic features", (3,)),
    ("Absence of neurological deficits", (1,)),
    ("Reproduction of pain", (1,)),
    ("Characteristic location", (3,)),
    ("Injection therapy", (5,)),
    ("Multiple puncture", (4,)),
    ("Treatment often relieves", (5,)),
    ("Patient satisfaction", (5,)),
    ("Relief from injection", (5,)),
    ("Herniated disc", (1,)),
    ("Myofascial pain syndrome", (1,)),
    ("Trochanteric bursitis", (4,)),
    ("Lower abdominal pain", (4,)),
    ("Back mice represent an under-recognized", (1,)),
    ("Identifying these nodules", (5,)),
    ("Physicians should consider", (4,)),
    ("Back mice should be considered", (4, 1)),
]


@pytest.fixture(scope="module")
def article(shared_data) -> ReadArticle:
    file = shared_data / "seed" / "back-mouse-article.txt"
    if not file.is_file():
        pytest.skip("the reference article is not beside the checkout")
    return read_article(file.read_bytes(), file.name)


def test_its_title_is_told_from_the_question_above_it(article):
    assert article.title == "Back Mice: Definition and Clinical Significance"
    assert article.question == "What is a back mouse?"


def test_every_claim_is_read_with_every_marker(article):
    read = [(claim.words, tuple(number for marker in claim.markers for number in marker.numbers)) for claim in article.claims]
    assert len(read) == len(CITED)
    for (words, numbers), (first, expected) in zip(read, CITED, strict=True):
        assert words.startswith(first)
        assert numbers == expected, words
        assert not words.rstrip(".").endswith(tuple("12345"))


def test_bullets_under_a_stem_say_what_they_go_on_from(article):
    confused = [claim for claim in article.claims if claim.stem == "Back mice may be confused with:"]
    assert len(confused) == 4
    assert confused[0].said == f"Back mice may be confused with {confused[0].words}"
    assert sum(claim.stem.startswith("Key distinguishing features") for claim in article.claims) == 3


def test_its_sections_are_those_of_the_article_and_not_of_the_page(article):
    assert [section.heading for section in article.sections] == [
        "Characteristics of Back Mice",
        "Clinical Presentation",
        "Diagnostic Approach",
        "Treatment Options",
        "Differential Diagnosis",
        "Clinical Significance",
    ]


def test_its_three_references_are_read_over_their_lines(article):
    family, rheumatology = "The Journal of family practice", "Journal of clinical rheumatology : practical reports on rheumatic"
    assert [(entry.number, entry.kind, entry.title, entry.year) for entry in article.references] == [
        (None, "Research", "In search of the 'back mouse'", 1993),
        (None, "Research", "Fibro-fatty nodules and low back pain. The back mouse masquerade", 2000),
        (None, "Research", "Treatment of low back pain associated with ;;back mice'': a case series", 2000),
    ]
    assert [entry.journal for entry in article.references] == [family, family, f"{rheumatology} & musculoskeletal diseases"]
    assert not any(entry.authors or entry.pmid or entry.doi or entry.link for entry in article.references)


def test_what_it_says_of_itself_is_found(article):
    assert [(date.value, date.words) for date in article.dates] == [("2025-10-27", "Last updated: October 27, 2025")]
    assert article.status is not None
    assert article.status.value == "pending human review"
    assert article.reviewers == ()
    assert article.disclaimer is not None
    assert article.disclaimer.words.startswith("This information is intended for healthcare professionals.")
    assert article.disclaimer.words.endswith("based on this content.")
    assert [audience.value for audience in article.audiences] == ["plain language", "healthcare professionals"]
    assert article.not_found == ("a named reviewer",)
