"""A record is graded by its own types, then by its indexing, then by its words; and the grade says why."""

import pytest

from answerable.corpus.appraisal import age_groups, appraise, level_for
from answerable.corpus.evidence import Design, EvidenceLevel
from answerable.corpus.record import Digest, Journal, Link, MeshHeading, Record, TextSection


def record(
    title="A study of back pain", abstract="", *, types=(), mesh=(), methods="", links=(), source="pubmed", **more
) -> Record:
    sections = (TextSection(methods, "METHODS", "METHODS"), TextSection(abstract, "RESULTS", "RESULTS")) if methods else ()
    return Record(
        id="pmid:1",
        pmid="1",
        title=title,
        abstract=sections or ((TextSection(abstract),) if abstract else ()),
        publication_types=types,
        mesh=tuple(MeshHeading(name) for name in mesh),
        links=links,
        source=source,
        **more,
    )


@pytest.mark.parametrize(
    ("types", "design", "level"),
    [
        (("Journal Article", "Practice Guideline"), Design.GUIDELINE, "guideline"),
        (("Guideline",), Design.GUIDELINE, "guideline"),
        (("Consensus Development Conference",), Design.GUIDELINE, "guideline"),
        (("Systematic Review", "Meta-Analysis"), Design.SYSTEMATIC_REVIEW, "1"),
        (("Meta-Analysis",), Design.META_ANALYSIS, "1"),
        (("Network Meta-Analysis",), Design.META_ANALYSIS, "1"),
        (("Journal Article", "Randomized Controlled Trial"), Design.RANDOMISED_TRIAL, "2"),
        (("Equivalence Trial",), Design.RANDOMISED_TRIAL, "2"),
        (("Pragmatic Clinical Trial",), Design.RANDOMISED_TRIAL, "2"),
        (("Adaptive Clinical Trial",), Design.RANDOMISED_TRIAL, "2"),
        (("Clinical Trial, Phase II",), Design.CONTROLLED_TRIAL, "3"),
        (("Controlled Clinical Trial",), Design.CONTROLLED_TRIAL, "3"),
        (("Observational Study",), Design.OBSERVATIONAL, "3"),
        (("Twin Study",), Design.OBSERVATIONAL, "3"),
        (("Case Reports",), Design.CASE_REPORT, "4"),
        (("Review",), Design.REVIEW, "5"),
        (("Scoping Review",), Design.REVIEW, "5"),
        (("Journal Article", "Comment"), Design.OPINION, "5"),
        (("Letter",), Design.OPINION, "5"),
        (("Editorial",), Design.OPINION, "5"),
        (("Clinical Trial Protocol",), Design.PROTOCOL, "not graded"),
        (("Clinical Trial, Veterinary",), Design.ANIMAL, "5"),
        (("Observational Study, Veterinary",), Design.ANIMAL, "5"),
        (("Retraction of Publication",), Design.NOTICE, "never cited"),
        (("Published Erratum",), Design.NOTICE, "never cited"),
        (("Expression of Concern",), Design.NOTICE, "never cited"),
    ],
)
def test_a_publication_type_tells_design_and_level(types, design, level):
    found = appraise(record(types=types))
    assert (found.design, found.level, found.stated) == (design, level, True)
    assert types[0] in found.reason or types[-1] in found.reason


def test_journal_article_tells_nothing():
    found = appraise(record(types=("Journal Article",)))
    assert (found.design, found.level, found.stated) == (Design.UNKNOWN, EvidenceLevel.UNKNOWN, False)


def test_a_retracted_trial_is_never_cited_and_stays_a_trial():
    found = appraise(record(types=("Randomized Controlled Trial", "Retracted Publication")))
    assert found.design is Design.RANDOMISED_TRIAL
    assert found.level is EvidenceLevel.NEVER
    assert "Retracted Publication" in found.reason


@pytest.mark.parametrize(
    "title", ["RETRACTED: Honey for coughs", "WITHDRAWN: Honey for coughs", "Retracted article: Honey for coughs"]
)
def test_a_title_marked_as_retracted_is_never_cited(title):
    assert appraise(record(title)).level is EvidenceLevel.NEVER


def test_a_link_to_a_retraction_is_enough():
    assert appraise(record(links=(Link(ref_type="RetractionIn", pmid="2"),))).level is EvidenceLevel.NEVER


def test_a_record_that_retracts_another_is_a_notice():
    assert appraise(record("Retraction", links=(Link(ref_type="RetractionOf", pmid="2"),))).design is Design.NOTICE


def test_the_replacement_of_a_retracted_article_may_be_cited():
    found = appraise(
        record(types=("Randomized Controlled Trial",), links=(Link(ref_type="RetractedandRepublishedFrom", pmid="2"),))
    )
    assert found.level is EvidenceLevel.TWO


def test_a_preprint_keeps_its_grade_and_is_called_one():
    found = appraise(record(types=("Preprint", "Randomized Controlled Trial")))
    assert found.level is EvidenceLevel.TWO
    assert "preprint" in found.reason


def test_who_types_it_is_named():
    assert appraise(record(types=("Review",))).reason == "PubMed types it as Review"
    assert appraise(record(types=("Review",), source="jats")).reason == "its source types it as Review"
    digest = Digest(original="https://example.org")
    assert appraise(record(types=("Review",), source="own", digest=digest)).reason == "its digest types it as Review"


@pytest.mark.parametrize(
    ("title", "design"),
    [
        ("Heat for neck pain: a randomised controlled trial", Design.RANDOMISED_TRIAL),
        ("A double-blind, placebo-controlled study of willow bark", Design.RANDOMISED_TRIAL),
        ("Two randomised trials of heat", Design.RANDOMISED_TRIAL),
        ("Heat for neck pain: a non-randomised controlled trial", Design.CONTROLLED_TRIAL),
        ("Heat for neck pain: study protocol for a randomised controlled trial", Design.PROTOCOL),
        ("Rationale and design of the HEAT trial", Design.PROTOCOL),
        ("Heat for neck pain: a systematic review of randomised trials", Design.SYSTEMATIC_REVIEW),
        ("Heat for neck pain: a systematic review and meta-analysis", Design.SYSTEMATIC_REVIEW),
        ("A meta-analysis of heat for neck pain", Design.META_ANALYSIS),
        ("Heat for neck pain: a scoping review", Design.REVIEW),
        ("Heat for neck pain: a narrative review", Design.REVIEW),
        ("Lumps of the back: a case report and review of the literature", Design.CASE_REPORT),
        ("Lumps of the back: a case series", Design.CASE_SERIES),
        ("Relief by surgery in nine cases", Design.CASE_SERIES),
        ("Heat for neglect: a single-case study", Design.CASE_REPORT),
        ("Smoking and neck pain: a prospective cohort study", Design.COHORT),
        ("Smoking and neck pain: a nested case-control study", Design.CASE_CONTROL),
        ("Neck pain in drivers: a cross-sectional survey", Design.CROSS_SECTIONAL),
        ("Living with neck pain: a qualitative study", Design.QUALITATIVE),
        ("Guidelines for the management of neck pain", Design.GUIDELINE),
        ("Adherence to guidelines for neck pain", Design.UNKNOWN),
        ("Mendelian randomization of coffee and neck pain", Design.COHORT),
        ("Fat of the lumbar fascia: a cadaveric study", Design.ANATOMY),
        ("Corrigendum to: Heat for neck pain", Design.NOTICE),
        ("Correction of scoliosis by bracing", Design.UNKNOWN),
        ("Retraction pockets of the ear drum", Design.UNKNOWN),
    ],
)
def test_a_title_tells_the_design(title, design):
    found = appraise(record(title))
    assert found.design is design
    assert not found.stated


@pytest.mark.parametrize(
    ("abstract", "design"),
    [
        ("Forty patients were randomly assigned to heat or cold.", Design.RANDOMISED_TRIAL),
        ("Patients were randomised to heat or to nothing.", Design.RANDOMISED_TRIAL),
        ("We allocated 40 clinics at random to heat or usual care.", Design.RANDOMISED_TRIAL),
        ("We did a randomized, double-blind, placebo-controlled trial of heat.", Design.RANDOMISED_TRIAL),
        ("This non-randomised controlled trial compared heat with cold.", Design.CONTROLLED_TRIAL),
        ("Patients were allocated to heat or cold by their date of birth.", Design.CONTROLLED_TRIAL),
        ("We searched MEDLINE and Embase for randomised trials of heat.", Design.SYSTEMATIC_REVIEW),
        ("We report two cases of a lump of the back.", Design.CASE_REPORT),
        ("We present a 45-year-old woman with a lump of the back.", Design.CASE_REPORT),
        ("This was a retrospective case series of 35 patients.", Design.CASE_SERIES),
        ("We report nine patients with a lump of the back.", Design.CASE_SERIES),
        ("We retrospectively reviewed the charts of 35 patients.", Design.CASE_SERIES),
        ("In this retrospective study, surgery was compared with injection.", Design.COHORT),
        ("A prospective cohort of 834 patients was followed.", Design.COHORT),
        ("We did a case-control study in two towns.", Design.CASE_CONTROL),
        ("A cross-sectional survey of drivers was done.", Design.CROSS_SECTIONAL),
        ("Questionnaires were sent to all nurses of the region.", Design.CROSS_SECTIONAL),
        ("Semi-structured interviews with 20 nurses were analysed.", Design.QUALITATIVE),
        ("Forty patients with neck pain were treated in a single-arm trial.", Design.CASE_SERIES),
        ("In this review we summarise what is known.", Design.REVIEW),
    ],
)
def test_an_abstract_tells_the_design_and_is_quoted(abstract, design):
    found = appraise(record(abstract=abstract))
    assert found.design is design
    assert not found.stated
    assert "the abstract says '" in found.reason
    quote = found.reason.split("'")[1]
    assert quote in abstract


@pytest.mark.parametrize(
    "abstract",
    [
        "A randomised trial is needed.",
        "Larger randomised controlled trials are needed to confirm this.",
        "Previous cohort studies have shown mixed results.",
        "Nobody has done a randomised trial of this.",
        "Future cross-sectional studies should look at drivers.",
        "Until a randomised trial is done, nobody can say.",
        "The prefrontal cortex was randomly sampled.",
    ],
)
def test_a_study_that_is_wanted_or_somebody_elses_tells_nothing(abstract):
    assert appraise(record(abstract=abstract)).design is Design.UNKNOWN


def test_the_methods_go_before_the_rest():
    found = appraise(record(methods="We surveyed 300 drivers by post.", abstract="This cohort study supports earlier work."))
    assert found.design is Design.CROSS_SECTIONAL


def test_a_trial_that_is_only_planned_is_a_protocol():
    planned = "Eighty patients will be randomly assigned to heat or cold. Pain will be measured at six weeks."
    found = appraise(record("Heat for neck pain: the HEAT trial", planned))
    assert found.design is Design.PROTOCOL
    assert "no results" in found.reason


def test_a_trial_typed_as_such_whose_title_says_protocol_is_a_protocol():
    found = appraise(record("Heat for neck pain: study protocol", types=("Randomized Controlled Trial",)))
    assert (found.design, found.stated) == (Design.PROTOCOL, False)


def test_a_secondary_analysis_that_looks_for_predictors_is_a_cohort():
    found = appraise(record("Predictors of relapse: a secondary analysis of a randomised trial"))
    assert found.design is Design.COHORT


def test_a_secondary_analysis_that_compares_the_arms_stays_a_trial_and_says_so():
    found = appraise(record("Sleep under heat or cold: a secondary analysis of a randomised trial"))
    assert found.design is Design.RANDOMISED_TRIAL
    assert "secondary analysis" in found.reason


@pytest.mark.parametrize(
    ("heading", "design", "stated"),
    [
        ("Case-Control Studies", Design.CASE_CONTROL, True),
        ("Cross-Sectional Studies", Design.CROSS_SECTIONAL, True),
        ("Cohort Studies", Design.COHORT, True),
        ("Prospective Studies", Design.COHORT, False),
        ("Retrospective Studies", Design.COHORT, False),
        ("Randomized Controlled Trials as Topic", Design.UNKNOWN, False),
    ],
)
def test_indexing_tells_the_design_where_no_type_does(heading, design, stated):
    found = appraise(record(types=("Journal Article",), mesh=("Humans", heading)))
    assert (found.design, found.stated) == (design, stated)


def test_an_observational_study_is_told_more_exactly_by_its_title():
    found = appraise(record("Neck pain in drivers: a cross-sectional study", types=("Observational Study",)))
    assert (found.design, found.level) == (Design.CROSS_SECTIONAL, EvidenceLevel.FOUR)


def test_a_bare_clinical_trial_whose_abstract_tells_of_random_assignment_is_randomised():
    found = appraise(record(abstract="Patients were randomly assigned to heat or cold.", types=("Clinical Trial",)))
    assert found.design is Design.RANDOMISED_TRIAL


def test_a_review_of_case_series_is_not_level_one():
    typed = appraise(record("Lumps of the back: a systematic review of case series", types=("Systematic Review",)))
    assert (typed.design, typed.level) == (Design.SYSTEMATIC_REVIEW, EvidenceLevel.FOUR)
    assert "case series" in typed.reason


def test_a_review_of_observational_studies_is_level_three_for_treatment_and_answers_for_prognosis():
    found = appraise(record("Outlook of neck pain: a systematic review of cohort studies"))
    assert found.level is EvidenceLevel.THREE
    assert level_for(found, "prognosis") is EvidenceLevel.ONE


def test_a_cochrane_review_is_known_by_its_journal():
    found = appraise(record("Heat for neck pain", journal=Journal(name="Cochrane Database of Systematic Reviews")))
    assert (found.design, found.level) == (Design.SYSTEMATIC_REVIEW, EvidenceLevel.ONE)


def test_a_trial_in_animals_is_an_animal_study():
    found = appraise(record("Heat in rats: a randomised trial", "Forty rats were randomly assigned to heat or cold."))
    assert (found.design, found.level, found.species) == (Design.ANIMAL, EvidenceLevel.FIVE, "animal")


@pytest.mark.parametrize(
    ("types", "question", "level"),
    [
        (("Randomized Controlled Trial",), "therapy", "2"),
        (("Randomized Controlled Trial",), "harm", "2"),
        (("Randomized Controlled Trial",), "prognosis", "3"),
        (("Randomized Controlled Trial",), "epidemiology", "4"),
        (("Systematic Review",), "epidemiology", "2"),
        (("Systematic Review",), "diagnosis", "1"),
        (("Case Reports",), "epidemiology", "4"),
        (("Practice Guideline",), "diagnosis", "guideline"),
        (("Retraction of Publication",), "therapy", "never cited"),
        (("Clinical Trial Protocol",), "therapy", "not graded"),
    ],
)
def test_the_level_depends_on_the_question(types, question, level):
    assert level_for(appraise(record(types=types)), question) == level


@pytest.mark.parametrize(
    ("question", "level"),
    [("therapy", "4"), ("definition", "4"), ("epidemiology", "3"), ("diagnosis", "2"), ("harm", "4"), ("prognosis", "4")],
)
def test_a_cross_sectional_study_is_best_at_diagnosis_and_prevalence(question, level):
    assert level_for(appraise(record("Neck pain in drivers: a cross-sectional study")), question) == level


def test_an_inception_cohort_answers_best_for_prognosis():
    found = appraise(record(abstract="An inception cohort of 300 patients was followed for a year."))
    assert level_for(found, "prognosis") is EvidenceLevel.TWO
    assert level_for(appraise(record("A cohort study of neck pain")), "prognosis") is EvidenceLevel.THREE


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("Forty children took part.", {"children"}),
        ("Older adults living at home were seen.", {"older adults"}),
        ("Middle-aged adults and older adults were seen.", {"adults", "older adults"}),
        ("Pregnant women were seen.", {"adults", "pregnant"}),
        ("Women of childbearing age were seen.", {"adults"}),
        ("Adolescents were seen.", {"adolescents"}),
        ("Cells were seen.", set()),
    ],
)
def test_age_groups_are_read_from_the_words(text, groups):
    assert age_groups(record(abstract=text)) == groups


def test_age_groups_of_the_indexing_go_before_the_words():
    assert age_groups(record(abstract="Children of the adults seen.", mesh=("Adult", "Aged"))) == {"adults", "older adults"}


def test_the_sample_can_be_left_out():
    one = record(abstract="Forty patients were randomly assigned to heat or cold.")
    assert appraise(one).sample is not None
    assert appraise(one, with_sample=False).sample is None


def test_the_same_record_always_gives_the_same_appraisal():
    one = record(abstract="Forty patients were randomly assigned to heat or cold.")
    assert appraise(one) == appraise(one)


def test_a_cohort_that_was_followed_goes_before_a_prevalence_in_the_title():
    found = appraise(record("Prevalence of gout in drivers", methods="This cohort study followed 300 drivers for two years."))
    assert found.design is Design.COHORT
    found = appraise(record("Prevalence of gout in drivers", "We followed 300 drivers for 24 months."))
    assert found.design is Design.COHORT
    assert appraise(record("Prevalence of gout in drivers", "Drivers were seen once.")).design is Design.CROSS_SECTIONAL


@pytest.mark.parametrize(
    ("title", "abstract"),
    [
        ("Heat for asthma: a before and after clinical trial", "Design: before and after, two-centre, clinical trial."),
        ("Heat for asthma: an open-label trial", "An uncontrolled open-label trial in 30 adults was done."),
        ("Heat for asthma", "A pre-post design was used in this pilot trial of heat."),
        ("Heat for asthma", "A multiple-baseline, single-subject design was used. Twelve women were given heat."),
        ("Heat for asthma", "Twelve women were given heat in this uncontrolled pilot."),
        ("A clinical trial of heat", "There was no control group."),
    ],
)
def test_a_study_without_controls_is_not_a_controlled_trial(title, abstract):
    assert appraise(record(title, abstract)).design is Design.CASE_SERIES


def test_a_before_and_after_study_with_controls_stays_a_controlled_trial():
    abstract = "A pre-post design with a control group was used in this clinical trial of heat."
    assert appraise(record("Heat for asthma: a clinical trial", abstract)).design is Design.CONTROLLED_TRIAL


@pytest.mark.parametrize(
    "abstract",
    [
        "Data were collected as part of a large randomised controlled trial of teaching. Items were put to a Rasch model.",
        "A recent randomised controlled trial had found that heat helps. Ten wearers of glasses climbed stairs.",
        "Ten wearers climbed stairs. A randomised controlled trial to look at the use of such glasses at home seems warranted.",
        "Blood came from people enrolled in a multicentre randomised trial. Two assays were set side by side.",
        "We validated a score within a placebo-controlled trial of heat.",
    ],
)
def test_a_trial_that_only_gave_the_data_is_not_the_study(abstract):
    assert appraise(record(abstract=abstract)).design is not Design.RANDOMISED_TRIAL


def test_a_trial_that_gave_the_data_is_the_study_where_its_arms_are_compared():
    abstract = (
        "As part of a randomised controlled trial of heat, sleep was better in the intervention group than in the control group."
    )
    assert appraise(record(abstract=abstract)).design is Design.RANDOMISED_TRIAL


def test_a_second_analysis_of_a_trial_is_not_of_unknown_design():
    found = appraise(record("Who gains from heat", "A secondary analysis of a trial in 90 adults asked who gains from heat."))
    assert found.design is Design.CONTROLLED_TRIAL
    assert "secondary analysis" in found.reason
