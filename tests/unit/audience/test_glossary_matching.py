"""Terms found in a text: the longest name, in its inflection, in the meaning of its place, and put in plain words there."""

import pytest

from answerable.audience.explaining import Explained
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


def test_words_side_by_side_are_not_one_word():
    assert "outpatient" not in dict(named("There was no change in patients; a trial ended.")).values()
    assert named("There was no change in patients of a trial.") == []


def test_a_nested_term_gives_way_to_the_whole():
    assert dict(named("chronic kidney disease")) == {"chronic kidney disease": "chronic-kidney-disease"}


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Myocardial infarctions were rare.", "Heart attacks were rare."),
        ("Two biopsies were taken.", "Two tissue samples were taken."),
        ("Gallstones and fractures of the hip.", "Gallstones and broken hips."),
        ("Renal failure and hepatic disease.", "Kidney failure and liver disease."),
    ],
)
def test_plurals_and_capitals_are_kept(text, plain):
    assert in_plain_words(text) == plain


def test_a_noun_that_stood_bare_gets_the_article_that_its_plain_name_needs():
    assert in_plain_words("The risk of myocardial infarction fell.") == "The risk of a heart attack fell."
    assert in_plain_words("All myocardial infarction patients died.") == "All heart attack patients died."


def test_verbs_keep_their_tense():
    assert in_plain_words("It was administered twice and alleviates pain.") == "It was given twice and eases pain."
    assert in_plain_words("Nurses administered it.") == "Nurses administered it."


def test_drugs_are_explained_and_never_replaced():
    text = "They took simvastatin, warfarin or metformin."
    assert [term for _, term in named(text)] == ["statin", "anticoagulant", "metformin"]
    assert in_plain_words(text) == text


def test_angina_is_no_heart_attack():
    assert "heart attack" not in in_plain_words("Angina is not myocardial ischaemia.")


@pytest.mark.parametrize(
    ("text", "wanted", "found"),
    [
        ("He went home after discharge from hospital.", "discharge-from-hospital", True),
        ("The wound had a purulent discharge.", "discharge-from-hospital", False),
        ("Blood culture grew bacteria.", "culture-of-germs", True),
        ("The safety culture of the ward improved.", "culture-of-germs", False),
        ("Women in labour had an epidural.", "labour", True),
        ("The labour market shrank.", "labour", False),
        ("The difference was significant (p = 0.01).", "significant-in-statistics", True),
        ("She is a significant person in his life.", "significant-in-statistics", False),
        ("PE is a clot in the lung.", "pulmonary-embolism", True),
        ("Children have PE at school twice a week.", "pulmonary-embolism", False),
        ("Interferon for relapsing MS.", "multiple-sclerosis", True),
        ("The manuscript (MS) was sent.", "multiple-sclerosis", False),
        ("RA responds to methotrexate.", "rheumatoid-arthritis", True),
        ("The RA asked the questions.", "rheumatoid-arthritis", False),
        ("Pulmonary embolism (PE) was rare. PE kills.", "pulmonary-embolism", True),
    ],
)
def test_ambiguous_words_are_understood_from_what_stands_near(text, wanted, found):
    assert (wanted in {term for _, term in named(text)}) is found


def test_an_address_names_nothing():
    assert named("See ClinicalTrials.gov for more.") == []


def test_a_species_is_named_over_the_full_stop_of_its_genus():
    assert named("Cured of H. pylori.") == [("H. pylori", "helicobacter-pylori")]


def test_an_abbreviation_in_the_brackets_that_explain_it_stays():
    assert in_plain_words("A confidence interval (CI) is given.") == "A likely range (CI) is given."


def test_words_for_a_person_do_not_stand_before_another_noun():
    assert in_plain_words("Adolescents and adolescent girls took part.") == "Young people and adolescent girls took part."


def test_an_adverse_event_need_not_be_an_effect_of_the_treatment():
    assert in_plain_words("Adverse events and side effects were few.") == "Unwanted events and unwanted effects were few."


@pytest.mark.parametrize(
    "text",
    [
        "Women did not relapse.",
        "Patients present with pain and discharge.",
        "Exposed groups had higher risk than unexposed groups.",
        "There was no difference between the treatment groups.",
        "Heart failure with preserved ejection fraction.",
        "Between-group differences were highly significant.",
        "We studied 176 patients with rectal cancer.",
    ],
)
def test_no_plain_words_stand_for_something_else_or_wider(text: str):
    """Each of these was reworded into something that its sentence does not say."""
    assert Explained(glossary()).plainly(text).text == text
