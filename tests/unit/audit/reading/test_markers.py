"""Citation markers in every usual form, and what only looks like one."""

import pytest

from answerable.audit.article import ReadArticle
from answerable.audit.reading import read_article

REFERENCES = "\n\nReferences\n\n" + "\n".join(
    f"{number}. Marrow A, Quill B. Swellings of the knee, part {number}. J Imagined Joints. {2000 + number};12(3):45-9."
    for number in range(1, 9)
)
NAMED = """

References

Marrow, A., & Quill, B. (2011). Swellings of the knee. Journal of Imagined Joints, 12(3), 45-49.

Stairs C, Holt F, Fenn E. Walkers and their knees. Ann Invented Med. 2019;7:101-8.

World Health Organization. Knees of the world. Geneva: WHO; 2015.
"""


def read(body: str, references: str = REFERENCES) -> ReadArticle:
    return read_article(f"The sour knee\n\nIntroduction\n\n{body}{references}".encode(), "the article")


def cited(body: str, references: str = REFERENCES) -> list[tuple[str, tuple[int, ...]]]:
    return [
        (claim.words, tuple(n for marker in claim.markers for n in marker.numbers)) for claim in read(body, references).claims
    ]


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        ("[1]", (1,)),
        ("[1,2]", (1, 2)),
        ("[1, 3]", (1, 3)),
        ("[1–3]", (1, 2, 3)),
        ("[1-3, 5]", (1, 2, 3, 5)),
        ("[1]–[3]", (1, 2, 3)),
        ("[1][2]", (1, 2)),
        ("[1], [2]", (1, 2)),
        ("[1; 4]", (1, 4)),
        ("[refs. 2, 3]", (2, 3)),
    ],
)
@pytest.mark.parametrize("form", ["{words} {mark}.", "{words}.{mark}", "{words}. {mark}"])
def test_square_brackets_cite_before_and_behind_the_full_stop(written, numbers, form):
    body = form.format(words="The swelling was tender in most walkers", mark=written) + " Nobody knows why it is so."
    assert cited(body) == [("The swelling was tender in most walkers.", numbers), ("Nobody knows why it is so.", ())]


@pytest.mark.parametrize(
    ("written", "numbers"), [("(1)", (1,)), ("(1,2)", (1, 2)), ("(1–3)", (1, 2, 3)), ("(refs 4, 5)", (4, 5))]
)
def test_round_brackets_cite_where_the_article_makes_a_habit_of_it(written, numbers):
    body = (
        f"The swelling was tender in most walkers {written}. It went away with rest (6). Cold did not help (7). It came back (8)."
    )
    assert cited(body)[0] == ("The swelling was tender in most walkers.", numbers)


@pytest.mark.parametrize(
    ("written", "numbers"), [("¹", (1,)), ("¹,²", (1, 2)), ("¹²", (12,)), ("¹–³", (1, 2, 3)), ("¹⁻³,⁵", (1, 2, 3, 5))]
)
def test_raised_digits_cite(written, numbers):
    body = f"The swelling was tender in most walkers.{written} Nobody knows why it is so.²"
    assert cited(body) == [("The swelling was tender in most walkers.", numbers), ("Nobody knows why it is so.", (2,))]


@pytest.mark.parametrize("form", ["{} {}.", "{}{}.", "{}.{}", "{}. {}"])
def test_bare_numbers_cite_where_every_sentence_ends_in_one(form):
    said = [
        "The swelling was tender in most walkers",
        "It went away with rest",
        "Cold packs did not help the knee",
        "It came back in spring",
    ]
    body = " ".join(form.format(words, number) for words, number in zip(said, ("1", "2,3", "4", "1-3"), strict=True))
    assert cited(body) == [(f"{words}.", numbers) for words, numbers in zip(said, [(1,), (2, 3), (4,), (1, 2, 3)], strict=True)]


@pytest.mark.parametrize(
    "words",
    [
        "It was seen in a small series (n = 35) of runners",
        "It is common in people with diabetes of type 2",
        "The level was T4",
        "The survey was made in 2019",
        "It was seen in 14",
        "The swelling was of grade 3",
        "It hurts at night (37% of cases)",
        "It was rare in people with COVID-19",
        "The ratio was 2 (95% CI (1, 3))",
        "The ratio was 2 (95% CI 1–3)",
        "The median was 4 (2–6)",
        "The median was 4 [2–6]",
        "It was measured on day 7",
        "It was measured with a score (range [1, 3])",
        "The mean body mass index was 25 kg/m²",
        "There were 10⁹ cells in the fluid",
        "The groups differed (χ² was large)",
        "The figures are in Table 2",
        "It was found in 12 (34%) of them",
        "The dose was 3 mg",
        "The level of interleukin 6 was that of vitamin B12",
    ],
)
def test_what_is_a_quantity_a_grade_or_a_name_is_no_citation(words):
    pads = (
        " It went away with rest {0}. Cold packs did not help the knee {1}. It came back in spring {2}. Runners have it too {3}."
    )
    for form in ("[{}]", "({})", "{}"):
        padded = pads.format(*(form.format(number) for number in (1, 2, 3, 4)))
        claims = read(f"{words}.{padded}").claims
        assert claims[0].markers == (), (form, claims[0])
        assert claims[0].words == f"{words}."
        assert [marker.numbers for claim in claims for marker in claim.markers] == [(1,), (2,), (3,), (4,)], form


def test_a_list_in_a_sentence_is_no_citation():
    body = "The signs are: (1) pain, (2) swelling, and (3) heat. It went away with rest [1]. Cold did not help [2]."
    assert cited(body)[0] == ("The signs are: (1) pain, (2) swelling, and (3) heat.", ())


@pytest.mark.parametrize(
    ("body", "works"),
    [
        ("The knee hurts (Marrow & Quill, 2011).", [("Marrow", 2011)]),
        ("The knee hurts (Stairs et al., 2019; Marrow and Quill 2011).", [("Stairs", 2019), ("Marrow", 2011)]),
        ("Stairs et al. (2019) saw that the knee hurts.", [("Stairs", 2019)]),
        ("The knee hurts (see also Stairs et al., 2019).", [("Stairs", 2019)]),
        ("The knee hurts (World Health Organization, 2015).", [("World Health Organization", 2015)]),
        ("The knee hurts (WHO, 2015).", [("WHO", 2015)]),
        ("It was seen in spring (March 2020) by some (Stairs et al., 2019).", [("Stairs", 2019)]),
    ],
)
def test_authors_and_years_cite(body, works):
    claims = read(body, NAMED).claims
    assert [(marker.author, marker.year) for claim in claims for marker in claim.markers] == works
    assert len(claims) == 1
    if "(2019)" not in body:
        assert claims[0].words.split(" (Mar")[0] in ("The knee hurts.", "It was seen in spring")


def test_an_article_that_cites_nothing_has_no_markers():
    article = read("It was seen in 14 of 35 walkers. The survey was made in 2019. Cold did not help.", "")
    assert not any(claim.markers for claim in article.claims)
    assert "citation markers" in article.not_found
    assert "a reference list" in article.not_found


def test_a_citation_without_an_entry_in_the_list_is_still_a_citation():
    assert cited("It went away with rest [45]. Cold did not help [1].")[0] == ("It went away with rest.", (45,))


def test_a_bracket_behind_a_percentage_cites_where_the_sentences_of_its_paragraph_end_in_such_brackets():
    body = "Heat helped most people (1). Cold did not help most people (2). Rest lowered the risk of falls by 17% (3)."
    assert [numbers for _, numbers in cited(body)] == [(1,), (2,), (3,)]


@pytest.mark.parametrize("ends", ["17% (3) of the women", "17% (3), and in few men", "17 (3)"])
def test_a_bracket_behind_a_figure_counts_people_where_nothing_says_that_it_cites(ends):
    body = f"Heat helped most people (1). Cold did not help most people (2). Falls were seen in {ends}."
    assert cited(body)[-1][1] == ()
    assert cited("Pain was felt in 17% (3). Heat helped [1]. Cold did not help [2].")[0][1] == ()
