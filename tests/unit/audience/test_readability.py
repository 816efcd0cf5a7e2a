"""Readability, against counts made by hand."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.audience.readability import measured, readability
from answerable.audience.syllables import by_spelling, syllables

TEXTS = st.text(st.characters(blacklist_categories=["Cs"]), max_size=300)
WORDS = st.sampled_from("the back pain nodule often relieves persistent injection radiculopathy table we and of".split())
SENTENCES = st.lists(WORDS, min_size=1, max_size=20).map(lambda words: f"{' '.join(words).capitalize()}.")


@pytest.mark.parametrize(
    ("counts", "grade", "ease"),
    [
        # 0.39·20 + 11.8·1.5 − 15.59 and 206.835 − 1.015·20 − 84.6·1.5
        ({"sentences": 5, "words": 100, "syllables": 150}, 9.9, 59.6),
        # 0.39·6 + 11.8·1 − 15.59 and 206.835 − 1.015·6 − 84.6·1
        ({"sentences": 1, "words": 6, "syllables": 6}, -1.4, 116.1),
        # 0.39·30 + 11.8·2 − 15.59 and 206.835 − 1.015·30 − 84.6·2
        ({"sentences": 10, "words": 300, "syllables": 600}, 19.7, 7.2),
    ],
)
def test_the_formulas_of_flesch_and_kincaid(counts, grade, ease):
    found = measured(**counts, polysyllables=0)
    assert found.grade == pytest.approx(grade, abs=0.06)
    assert found.ease == pytest.approx(ease, abs=0.06)


def test_smog_needs_thirty_sentences():
    long, short = ({"sentences": number, "words": 300, "syllables": 500, "polysyllables": 30} for number in (30, 29))
    assert measured(**long).smog == pytest.approx(8.8, abs=0.06)  # 1.0430·√30 + 3.1291
    assert measured(**short).smog is None


@pytest.mark.parametrize(
    ("text", "sentences", "words", "syllables_", "polysyllables"),
    [
        ("The cat sat on the mat.", 1, 6, 6, 0),
        # back-mice-are-firm-rub-ber-y-mo-bile-lumps; most-do-not-hurt
        ("Back mice are firm, rubbery, mobile lumps. Most do not hurt.", 2, 11, 14, 1),
        # a list without full stops: ex-er-cise / a walk each day / reg-u-lar sleep
        ("What helps:\n\n• Exercise\n• A walk each day\n• Regular sleep", 4, 9, 13, 2),
        # figures are words of one syllable: in-31-of-35-pa-tients-(89%)-the-pain-eased
        ("In 31 of 35 patients (89%) the pain eased.", 1, 9, 10, 0),
        # an abbreviation is said letter by letter, a compound is one word: an-M-R-I-scan-shows-the-fi-bro-fat-ty-lump
        ("An MRI scan shows the fibro-fatty lump.", 1, 7, 12, 2),
        ("It weighs 1,250.5 g and costs €3–4.", 1, 7, 7, 0),
    ],
)
def test_counts_are_those_made_by_hand(text, sentences, words, syllables_, polysyllables):
    found = readability(text)
    assert found is not None
    assert (found.sentences, found.words, found.syllables, found.polysyllables) == (sentences, words, syllables_, polysyllables)


@pytest.mark.parametrize(
    "cited",
    [
        "They are common near the spine 1.",
        "They are common near the spine 5, 4",
        "They are common near the spine [1, 3–5].",
        "They are common near the spine (2).",
        "They are common near the spine.¹,²",
        "They are common near the spine (Smith et al., 2010; Jones, 2011).",
        "They are common near the spine (Smith, 2010).",
        "They are common near the spine https://example.org/nodules.",
    ],
)
def test_citations_are_not_read(cited):
    assert readability(cited) == readability("They are common near the spine.")


def test_figures_within_a_sentence_are_no_citation():
    found = readability("Of 35 patients 31 improved within 8 weeks.")
    assert found is not None
    assert found.words == 8


def test_words_that_cannot_be_put_plainer_may_be_left_out():
    found = readability("Take ibuprofen with food.", leave_out={"ibuprofen"})
    assert found is not None
    assert (found.words, found.polysyllables) == (3, 0)


@pytest.mark.parametrize("text", ["", "  \n\n", "12 34.", "…", "• \n• "])
def test_a_text_without_words_has_no_measure(text):
    assert readability(text) is None


def test_a_short_text_is_measured_and_not_relied_on():
    found = readability("Rest helps. " * 49)
    longer = readability("Rest helps. " * 50)
    assert found is not None
    assert longer is not None
    assert (found.reliable, longer.reliable) == (False, True)


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("a", 1), ("pain", 1), ("eased", 1), ("relieved", 2), ("treated", 2), ("table", 2), ("tables", 2), ("nodule", 2),
        ("people", 2), ("patient", 2), ("idea", 3), ("medicine", 3), ("injection", 3), ("region", 2), ("radiation", 4),
        ("management", 3), ("quickly", 2), ("measured", 2), ("guidelines", 2), ("osteoporosis", 6), ("lipoma", 3),
        ("corticosteroid", 5), ("subcutaneous", 5), ("paraesthesia", 5), ("rheumatism", 4), ("patient's", 2), ("nurse's", 2),
        ("don't", 1), ("doesn’t", 2), ("naïve", 2), ("X-ray", 2), ("follow-up", 3), ("gluteus", 3), ("aorta", 3),
    ],
)  # fmt: skip
def test_syllables(word, number):
    assert syllables(word.replace("’", "'")) == number


@given(TEXTS)
def test_any_text_is_measured_or_has_no_words(text):
    found = readability(text)
    assert found is None or found.syllables >= found.words >= found.sentences >= 1
    assert found is None or found.polysyllables <= found.words


@given(TEXTS)
def test_every_word_has_a_syllable(word):
    assert syllables(word) >= 1
    assert by_spelling(word.lower()) >= 1


@given(SENTENCES, SENTENCES)
def test_the_order_of_sentences_does_not_matter(one, other):
    assert readability([one, other]) == readability([other, one])


@given(SENTENCES)
def test_a_text_said_twice_is_as_hard_as_once(text):
    once, twice = readability([text]), readability([text, text])
    assert once is not None
    assert twice is not None
    assert (once.grade, once.ease) == (twice.grade, twice.ease)


@given(st.integers(1, 60), st.integers(0, 2_000), st.integers(0, 2_000))
def test_longer_words_and_longer_sentences_never_make_a_text_easier(sentences, words, more):
    words += sentences
    plain = measured(sentences=sentences, words=words, syllables=words, polysyllables=0)
    heavier = measured(sentences=sentences, words=words, syllables=words + more, polysyllables=0)
    longer = measured(sentences=sentences, words=words + more, syllables=words + more, polysyllables=0)
    for harder in (heavier, longer):
        assert harder.grade >= plain.grade
        assert harder.ease <= plain.ease


def test_the_table_is_read_when_the_first_word_is_counted():
    seen = "import answerable.audience.readability, answerable.audience.syllables as s; print(s._exceptions.cache_info().misses)"
    done = subprocess.run([sys.executable, "-c", seen], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0"
