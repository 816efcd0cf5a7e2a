"""What an article says of itself: for whom it is, and that it does not stand in for a clinician."""

import pytest

from answerable.audit.reading import read_article


def read(line: str):
    return read_article(f"# Tea and sleep\n\n{line}\n\nTea helps adults to sleep [1].\n".encode(), "tea.md")


@pytest.mark.parametrize(
    ("line", "whom"),
    [
        ("For patients and their families.", "patients"),
        ("Last updated: 3 March 2026. For patients and carers.", "patients"),
        ("For expectant mothers and their families.", "patients"),
        ("For pharmacists.", "healthcare professionals"),
    ],
)
def test_a_sentence_that_only_says_for_whom_is_the_audience(line: str, whom: str):
    assert [audience.value for audience in read(line).audiences] == [whom]


@pytest.mark.parametrize("line", ["For patients with gout, tea is best.", "For parents of twins tea was tried."])
def test_a_sentence_that_goes_on_is_no_audience(line: str):
    assert read(line).audiences == ()


@pytest.mark.parametrize(
    "line",
    [
        "These pages do not replace advice from your own midwife.",
        "This summary supports, and does not replace, the judgement of the clinician.",
        "It is not meant to replace a visit to your doctor.",
    ],
)
def test_that_it_replaces_no_clinician_is_a_disclaimer(line: str):
    found = read(line).disclaimer
    assert found is not None
    assert found.words == line


def test_what_replaces_no_care_of_the_body_is_no_disclaimer():
    assert read("Tea does not replace care of the feet in gout.").disclaimer is None


def test_a_disclaimer_behind_the_list_is_no_part_of_its_last_entry():
    listed = "# Tea\n\nTea helps [1].\n\n## References\n\n1. Lavender A. Tea and sleep. J Teas. 2020.\n\n"
    article = read_article(f"{listed}*Disclaimer: this page replaces no doctor.*\n".encode(), "tea.md")
    assert article.disclaimer is not None
    assert article.disclaimer.words == "Disclaimer: this page replaces no doctor."
    assert [entry.words for entry in article.references] == ["Lavender A. Tea and sleep. J Teas. 2020."]
