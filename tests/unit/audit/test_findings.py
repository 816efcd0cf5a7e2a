"""Every kind of finding is made where its rule can say why, with place, reason and words, and not where it cannot."""

import pytest
from audited import (
    CHILDREN,
    CONCERN,
    GUIDELINE,
    LIBRARY,
    MICE,
    NO_EFFECT,
    OPINION,
    RETRACTED,
    SERIES,
    TRIAL,
    Believer,
    Sceptic,
    article,
    audited,
    entry,
    found,
    kinds,
    study,
)

from answerable.audit.findings import GRAVEST, RULES, SEVERITY, cues
from answerable.audit.findings.references import damage
from answerable.audit.report import FindingKind as K
from answerable.corpus.record import NoticeKind, PublicationNotice
from answerable.verification.model import Verdict

DIET = study(
    12,
    "A broth diet for knee osteoarthritis: a randomised trial",
    "In obese patients with knee osteoarthritis, weight loss at 6 months was 7.3 kg on the broth diet and 2.2 kg with education. "
    "The trial of the broth diet in knee osteoarthritis held 37 classes and 24 visits. "
    "In obese adults, the broth diet for knee osteoarthritis left sleep unchanged over 6 months.",
    types=("Randomized Controlled Trial",),
)
HELD = (*LIBRARY, DIET)
FAIR = (
    "In a randomised trial in 120 adults with knee osteoarthritis, pain was relieved in 45% with rosehip powder, against 30% "
    "with placebo [1], while a later trial found no relief of knee pain beyond placebo [2]."
)
FLAT = "# Knee osteoarthritis\n\n*For clinicians.*\n\n"

# The kind, the claim, and what it cites: each is the least that the rule needs.
PLANTED = [
    (K.MISSING_COMPARISON, "Rosehip powder relieved knee pain in 45% of people [1].", (TRIAL,)),
    (K.MISSING_COMPARISON, "Warm clay packs relieve knee pain in 80% of patients [1].", (SERIES,)),
    (K.MISSING_DENOMINATOR, "Warm clay packs relieve knee pain in 80% of patients [1].", (SERIES,)),
    (K.MISSING_DESIGN, "Warm clay packs relieve knee pain in 80% of patients [1].", (SERIES,)),
    (K.MISSING_DESIGN, "Knee osteoarthritis is present in 10% of adults [1].", (OPINION,)),
    (K.FIGURE_WITH_ANOTHER_MEANING, "Knee pain had lasted a median of 9 months before diagnosis [1].", (SERIES,)),
    (K.FIGURE_NOT_IN_SOURCE, "Rosehip powder relieved knee pain in 62% of adults [1].", (TRIAL,)),
    (K.DIRECTION_REVERSED, "Walking distance was shorter with rosehip powder than with placebo [1].", (TRIAL,)),
    (K.DIRECTION_REVERSED, "Nausea occurred more often with rosehip powder than with placebo [1].", (TRIAL,)),
    (K.STRONGER_THAN_DESIGN, "Warm clay is effective for knee pain [1].", (SERIES,)),
    (K.STRONGER_THAN_DESIGN, "A case series proves that warm clay helps knee pain [1].", (SERIES,)),
    (K.STRONGER_THAN_DESIGN, "Rosehip powder cures knee osteoarthritis [1].", (TRIAL,)),
    (K.POPULATION_STRETCHED, "Adults with cough have fewer bad nights with rosehip syrup [1].", (CHILDREN,)),
    (K.POPULATION_STRETCHED, "Rosehip extract reduced loss of cartilage [1].", (MICE,)),
    (K.CITED_ELSEWHERE, "After warm clay packs, 80% of 40 patients had relief of knee pain [1].", (TRIAL,)),
    (K.RELATIVE_WITHOUT_ABSOLUTE, "Rosehip powder reduces the risk of knee surgery by 40% [1].", (TRIAL,)),
    (K.RETRACTED_SOURCE, "Magnets relieved knee pain [1].", (RETRACTED,)),
    (K.SUPERSEDED_GUIDELINE, "Exercise is recommended for knee osteoarthritis [1].", (GUIDELINE,)),
    (K.DISAGREEMENT_NOT_MENTIONED, "Knee osteoarthritis is present in 10% of adults, says an editorial [1].", (OPINION,)),
    (K.DISSENT_NOT_MENTIONED, "Rosehip powder relieved knee pain in 45% of adults, against 30% with placebo [1].", (TRIAL,)),
    (K.CLAIM_WITHOUT_CITATION, "Most patients with knee osteoarthritis need surgery.", ()),
    (K.CITATION_WITHOUT_REFERENCE, "Rosehip powder was given for 12 weeks [1,2].", (TRIAL,)),
    (K.CLAIM_WITHOUT_CITATION, "Exercise constitutes an indispensable component of treatment for knee osteoarthritis.", ()),
    (K.CLAIM_WITHOUT_CITATION, "A red flag proves little in knee osteoarthritis, because most patients have one.", ()),
    (K.RELATIVE_WITHOUT_ABSOLUTE, "Rosehip powder diminishes the risk of knee surgery by 40% [1].", (TRIAL,)),
    (K.MISSING_COMPARISON, "Anyone with knee osteoarthritis loses 7.3 kg of weight on the broth diet [1].", (DIET,)),
    (K.POPULATION_STRETCHED, "Anyone with knee osteoarthritis loses 7.3 kg of weight on the broth diet [1].", (DIET,)),
    (K.FIGURE_WITH_ANOTHER_MEANING, "Blood pressure fell by 7.3 kg on the broth diet for knee osteoarthritis [1].", (DIET,)),
    (K.FIGURE_WITH_ANOTHER_MEANING, "The trial of the broth diet in knee osteoarthritis made 37 visits [1].", (DIET,)),
    (
        K.CITED_ELSEWHERE,
        "In obese adults, the broth diet for knee osteoarthritis left sleep unchanged over six months [1].",
        (TRIAL,),
    ),
    (K.REFERENCE_NEVER_CITED, "Rosehip powder was given for 12 weeks [1].", (TRIAL, SERIES)),
    (K.DUPLICATE_REFERENCE, "Rosehip powder was given for 12 weeks [1,2].", (TRIAL, TRIAL)),
]


@pytest.mark.parametrize(
    ("kind", "claim", "cites"), PLANTED, ids=[f"{kind.name.lower()}-{n}" for n, (kind, _, _) in enumerate(PLANTED)]
)
def test_what_was_planted_is_found_with_its_place_and_reason(kind, claim, cites):
    report = audited(article(claim, cites=cites), records=HELD)
    one = found(report, kind)[0]
    assert one.severity is SEVERITY[kind]
    assert one.place is not None
    assert one.reason.endswith(".")
    for quoted in one.sources:
        record = next(each for each in HELD if each.id == quoted.span.record)
        text = record.field(quoted.span.field) or ""
        assert text[quoted.span.start : quoted.span.end] == quoted.words


def test_an_article_that_says_what_its_sources_say_is_clean():
    report = audited(article(FAIR, cites=(TRIAL, NO_EFFECT)))
    assert report.clean, [one.reason for one in report.findings]


FAIR_CLAIMS = [
    (
        "In a retrospective case series of 40 patients without a comparison group, 80% had relief after warm clay packs [1].",
        (SERIES,),
    ),
    ("In 40 patients, knee pain had lasted a median of 9 months before treatment [1].", (SERIES,)),
    ("In mice, rosehip extract reduced loss of cartilage [1].", (MICE,)),
    ("In children aged 3 to 8 years, rosehip syrup reduced night-time cough by 2 points [1].", (CHILDREN,)),
    ("Nausea occurred less often with rosehip powder than with placebo [1].", (TRIAL,)),
    ("Obese patients with knee osteoarthritis lose 7.3 kg of weight on the broth diet, and 2.2 kg with education [1].", (DIET,)),
    ("The trial of the broth diet in knee osteoarthritis in obese adults held 24 visits [1].", (DIET,)),
    ("Ask your doctor if your knee swells.", ()),
    ("Most patients with a warning sign have to seek help at once.", ()),
    ("Warning signs of knee osteoarthritis are often fever and swelling, and need urgent care.", ()),
    ("If the knee is hot and you have fever, seek help at once.", ()),
]


@pytest.mark.parametrize(("claim", "cites"), FAIR_CLAIMS)
def test_a_claim_that_says_enough_raises_nothing(claim, cites):
    report = audited(article(claim, cites=cites, title="Rosehip and clay"), records=HELD)
    assert report.clean, [one.reason for one in report.findings]


def test_a_concern_told_by_a_table_questions_the_source():
    report = audited(article("Rosehip powder was given for 12 weeks [1].", cites=(TRIAL,)), notices=(CONCERN,))
    assert "expression of concern" in found(report, K.QUESTIONED_SOURCE)[0].reason


def test_promise_6_a_retraction_is_told_of_a_reference_that_is_not_held_and_no_claim_rests_on_a_retracted_one():
    gone = PublicationNotice(kind=NoticeKind.RETRACTION, about="pmid:990000009", told_by="a table of retractions")
    text = (
        article("Knee pain fell [1].").rstrip() + "\n1. Nobody N. An unheld trial of knees. J Invent Med. 2014. PMID: 990000009\n"
    )
    assert kinds(audited(text, notices=(gone,))) == {K.RETRACTED_SOURCE}
    report = audited(article("Magnets relieved knee pain [1].", cites=(RETRACTED,)), judge=Believer())
    assert report.claims[0].verdict is Verdict.NOT_SUPPORTED


def test_a_reference_that_is_not_held_is_unresolved_and_nothing_is_held_against_what_cites_it():
    text = article("Snail slime reduced knee pain in 73% of adults [1].").rstrip()
    report = audited(text + "\n1. Nobody N. Snail slime for the knee of man. J Odd Res. 2014. PMID: 990000008\n")
    assert kinds(report) == {K.UNRESOLVED_REFERENCE}
    assert "proves nothing" in found(report, K.UNRESOLVED_REFERENCE)[0].reason
    assert report.claims[0].verdict is Verdict.UNCHECKED


def test_a_wrong_year_is_a_mismatch_and_no_fabrication():
    text = article("Rosehip powder was given for 12 weeks [1].", cites=(TRIAL,)).replace(". 2015.", ". 2011.")
    assert kinds(audited(text)) == {K.METADATA_MISMATCH}


def test_a_damaged_title_is_garbled():
    text = article("Rosehip powder was given for 12 weeks [1].", cites=(TRIAL,)).replace(
        "knee osteoarthritis in adults", ";;knee'' in adults"
    )
    assert K.GARBLED_REFERENCE in kinds(audited(text))


@pytest.mark.parametrize(
    ("printed", "broken"),
    [("knee ostecarthr1tis", True), ("lnflamed kn0w knees", False), ("lnjecti0n of knees", True),
     ("knee && osteoarthritis", True), ("kn¡e osteoarthritis", True),
     ("HbA1c and p53 in knee osteoarthritis", False), ("Notch1a, IL10RB and CYP1A2", False), ("COVID-19", False),
     ("a trial (knee@example.org)", False)],
)  # fmt: skip
def test_figures_and_signs_that_stand_for_letters_are_damage_and_names_that_have_figures_are_not(printed, broken):
    assert bool(damage(printed)) is broken


def test_how_many_people_there_were_is_said_whatever_they_are_called():
    for words in ("In 737 smokers, half stopped.", "In a trial of 212 bakers, half were relieved.", "Of 40 infants, most slept."):
        assert cues.OF_HOW_MANY.search(words)
    assert not cues.OF_HOW_MANY.search("Half of the smokers stopped within 12 weeks.")


def test_bare_references_lack_authors_and_identifiers_which_the_library_tells():
    text = article("Rosehip powder was given for 12 weeks [1].").rstrip() + f"\n1. {TRIAL.title}. J Invent Med. 2015.\n"
    report = audited(text)
    assert kinds(report) == {K.MISSING_AUTHORS, K.MISSING_IDENTIFIER}
    assert "Weaver A" in found(report, K.MISSING_AUTHORS)[0].next_step
    assert TRIAL.pmid in found(report, K.MISSING_IDENTIFIER)[0].next_step


def test_a_list_without_numbers_that_the_text_outruns_is_ambiguous_and_who_carries_a_figure_is_told():
    bullets = "".join("- " + entry(record).removeprefix("1. ") for record in (TRIAL, SERIES))
    claim = "In a retrospective case series of 40 patients without comparison, 80% had relief after warm clay packs [5]."
    report = audited(article(claim).rstrip() + "\n\n" + bullets)
    assert {K.AMBIGUOUS_NUMBERING, K.CITATION_WITHOUT_REFERENCE, K.CITED_ELSEWHERE} <= kinds(report)
    assert "entry 2 of the list" in found(report, K.CITED_ELSEWHERE)[0].reason
    assert not any(citation.sure for citation in report.claims[0].citations)


def test_an_article_without_date_reviewer_and_disclaimer_lacks_all_three():
    report = audited(FLAT + "Rosehip powder was given for 12 weeks [1].\n\n## References\n\n" + entry(TRIAL))
    assert kinds(report) == {K.NO_DATE, K.NO_REVIEWER, K.NO_DISCLAIMER}


HARD = (
    "Pharmacological management of degenerative articular pathology necessitates individualised consideration of comorbidities, "
    "contraindications and anticipated tolerability by multidisciplinary practitioners in appropriately resourced institutions. "
) * 5


FLAGS = study(
    11,
    "Knee osteoarthritis: a guideline of the Invented Society",
    "In people with knee osteoarthritis, red flags are fever, night pain and a hot swollen joint.",
    types=("Practice Guideline",),
)


@pytest.mark.parametrize(
    ("said", "lacks"),
    [
        ("A single red flag proves little [1].", True),
        ("Red flags are fever, night pain and a hot joint [1].", False),
        ("A red flag of knee osteoarthritis is fever [1].", False),
        ("With fever, seek help at once [1].", False),
    ],
)
def test_an_article_that_only_mentions_warning_signs_names_none(said, lacks):
    report = audited(article(said, cites=(FLAGS,)), records=(*LIBRARY, FLAGS))
    assert (K.NO_WARNING_SIGNS in kinds(report)) is lacks


def test_hard_words_are_a_fault_only_where_easy_ones_are_offered():
    assert K.READING_GRADE in kinds(audited(article(HARD, audience="Written for patients and their families.")))
    assert K.READING_GRADE not in kinds(audited(article(HARD, audience="For health professionals.")))


def test_what_a_model_does_not_bear_out_is_a_finding_only_where_there_is_a_model():
    text = article(
        "Rosehip powder lets adults sleep soundly, dig whole gardens and sing again [1].", cites=(TRIAL,), title="Rosehip"
    )
    assert kinds(audited(text)) == set()
    report = audited(text, judge=Sceptic())
    assert kinds(report) == {K.NOT_BORNE_OUT}
    assert report.judged_by


def test_promise_4_without_a_model_nothing_is_supported_and_with_one_only_what_it_bears_out():
    text = article(FAIR, cites=(TRIAL, NO_EFFECT))
    assert Verdict.SUPPORTED not in {one.verdict for one in audited(text).claims}
    plain = article("Rosehip powder was given to adults with knee osteoarthritis for 12 weeks [1].", cites=(TRIAL,))
    assert [one.verdict for one in audited(plain, judge=Believer()).claims] == [Verdict.SUPPORTED]


def test_the_same_fault_of_several_claims_from_one_source_is_told_once():
    claims = ("Warm clay packs relieve knee pain in 80% of patients [1].", "Relief of knee pain in 80% pleases patients [1].")
    report = audited(article(*claims, cites=(SERIES,)))
    assert [one.claims for one in found(report, K.MISSING_COMPARISON)] == [(1, 2)]


def test_the_gravest_finding_comes_first():
    report = audited(FLAT + "Magnets relieved knee pain [1].\n\n## References\n\n" + entry(RETRACTED))
    ranks = [GRAVEST.index(one.severity) for one in report.findings]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) > 1


def test_every_kind_has_a_severity_and_a_rule_in_the_order_of_the_kinds():
    assert list(RULES) == list(SEVERITY) == list(K)


@pytest.mark.parametrize("text", ["", "\n\n", "Word", "1 2 3 [4]", "# References\n\n1.\n", "[1] [2–9] (Smith, 2010)", "%" * 500])
def test_scraps_are_audited_or_refused_and_never_break_it(text):
    from contextlib import suppress

    from answerable.errors import UnreadableInput

    with suppress(UnreadableInput):
        audited(text)


def test_the_same_article_over_the_same_library_gives_the_same_report():
    text = article(*(claim for _, claim, _ in PLANTED), cites=(TRIAL, SERIES))
    assert audited(text) == audited(text)
