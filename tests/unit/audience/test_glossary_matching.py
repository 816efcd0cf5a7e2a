"""Terms found in a text: the longest name, in its inflection, in the meaning of its place, and put in plain words there."""

import pytest

from answerable.audience.glossary import Form, glossary


def named(text: str) -> list[tuple[str, str]]:
    """What is named and by which words."""
    return [(text[mention.start : mention.end], mention.term_id) for mention in glossary().mentions(text)]


def in_plain_words(text: str) -> str:
    """The text with every term replaced that has plain words for its place."""
    known = glossary()
    for mention in reversed(known.mentions(text)):
        wording = known.in_place(mention, text)
        if wording:
            text = text[: wording.start] + wording.text + text[wording.end :]
    return text


def test_a_term_is_found_under_its_name():
    assert named("She has dysphagia.") == [("dysphagia", "dysphagia")]


@pytest.mark.parametrize("written", ["edema", "oedema", "Oedema", "OEDEMA"])
def test_spelling_and_case_do_not_matter(written):
    assert named(f"The {written} went down.") == [(written, "oedema")]


@pytest.mark.parametrize("written", ["follow-up", "follow up", "followup", "follow‑up"])
def test_hyphens_do_not_matter(written):
    assert [term for _, term in named(f"The {written} was short.")] == ["follow-up"]


def test_a_plural_is_found_and_stays_a_plural():
    assert in_plain_words("Two exacerbations were seen.") == "Two flare-ups were seen."


def test_the_form_of_a_mention_is_told():
    mention = glossary().mentions("The placebos were alike.")[0]
    assert mention.form is Form.PLURAL


def test_the_longest_name_is_meant():
    assert [term for _, term in named("a randomised controlled trial")] == ["randomised-controlled-trial"]


def test_names_do_not_reach_over_a_comma():
    assert ("follow, up", "follow-up") not in named("They follow, up to the end.")


def test_the_article_agrees_with_the_plain_words():
    assert in_plain_words("She got a placebo or an exacerbation.") == "She got a dummy treatment or a flare-up."


def test_a_mass_noun_takes_no_article():
    assert in_plain_words("It caused an arthralgia and an oedema.") == "It caused a joint pain and swelling."


def test_a_sentence_begins_with_a_capital():
    assert in_plain_words("Placebo helped. Fatigue did not.") == "Dummy treatment helped. Tiredness did not."


def test_a_part_of_a_proper_name_is_not_reworded():
    assert in_plain_words("They used the Brief Fatigue Inventory.") == "They used the Brief Fatigue Inventory."


def test_a_part_of_a_compound_is_not_reworded():
    assert in_plain_words("an exacerbation-free year") == "an exacerbation-free year"


def test_an_adverb_or_adjective_beside_a_noun_is_explained_and_not_replaced():
    text = "His joint was inflamed."
    assert named(text) == [("inflamed", "inflammation")]
    assert in_plain_words(text) == text


def test_words_that_follow_a_verb_do_not_come_before_a_noun():
    assert in_plain_words("They were randomised to rest.") == "They were assigned by chance to rest."
    assert in_plain_words("All randomised patients improved.") == "All randomised patients improved."


def test_an_arm_of_a_trial_is_no_arm_of_the_body():
    assert in_plain_words("In the control arms of the trial few died.").startswith("In the comparison groups")
    assert in_plain_words("The placebo was worse than the other arm.") == "The dummy treatment was worse than the other group."
    assert "arm-of-a-trial" not in dict(named("She had pain in the left arm.")).values()


def test_an_abbreviation_that_the_text_explains_otherwise_is_not_taken():
    assert named("School days (SD) were counted; the SD was four.") == []


def test_an_ambiguous_abbreviation_needs_its_context():
    assert dict(named("The OR was 2.1 (95% CI 1.2 to 3.0)."))["OR"] == "odds-ratio"
    assert "OR" not in dict(named("She was taken to the OR."))


def test_an_explained_abbreviation_is_understood():
    assert named("The odds ratio (OR) fell. That OR was low.")[-1] == ("OR", "odds-ratio")


def test_nothing_is_named_in_nothing():
    assert glossary().mentions("") == ()
