"""What leads an article: what was asked for, by the better evidence."""

from collections.abc import Mapping

import pytest

from answerable.corpus.evidence import EvidenceLevel
from answerable.drafting.model import Disagreement, Section, SectionKind, Statement, Support
from answerable.drafting.projection import lead_of
from answerable.question import QuestionType
from answerable.text import span_of

L = EvidenceLevel


def statement(text: str, indirect: str = "", of: str = "pmid:1") -> Statement:
    span = span_of(of, "abstract/0", text, 0, len(text))
    return Statement(text=text, supports=(Support(f"{of}#abstract", span),), indirect=indirect)


def section(kind: SectionKind, *texts: str, indirect: str = "") -> Section:
    return Section(kind=kind, heading=kind.value, statements=tuple(statement(text, indirect) for text in texts))


def led(*sections: Section, levels: Mapping[str, EvidenceLevel], of: QuestionType = QuestionType.THERAPY) -> list[str]:
    places = lead_of(sections, of, lambda one: levels.get(one.text, L.UNKNOWN))
    behind = [(*one.statements, *(side for each in one.disagreements for side in each.statements)) for one in sections]
    return [behind[number][at].text for number, at in places]


ADVICE = section(SectionKind.GUIDANCE, "Guidelines advise exercise.", "Guidelines also name yoga.")


def test_a_trial_leads_and_what_guidelines_say_follows():
    done = section(SectionKind.TREATMENT, "A trial found less pain.", "It lasted a year.")
    found = led(done, ADVICE, levels={"A trial found less pain.": L.TWO, "It lasted a year.": L.TWO})
    assert found == ["A trial found less pain.", "It lasted a year.", "Guidelines advise exercise."]


@pytest.mark.parametrize("level", [L.FOUR, L.FIVE, L.UNKNOWN])
def test_a_small_series_gives_the_first_place_to_guidelines(level: EvidenceLevel):
    done = section(SectionKind.TREATMENT, "Sixteen women had less pain.")
    found = led(done, ADVICE, levels={"Sixteen women had less pain.": level})
    assert found[:2] == ["Guidelines advise exercise.", "Sixteen women had less pain."]


def test_indirect_evidence_of_any_level_does_not_lead_where_guidelines_speak():
    done = section(SectionKind.TREATMENT, "Men with neck pain had less pain.", indirect="about neck pain, not back pain")
    found = led(done, ADVICE, levels={"Men with neck pain had less pain.": L.ONE})
    assert found == ["Guidelines advise exercise.", "Guidelines also name yoga."]


def test_a_trial_on_the_wider_concept_leads_and_guidelines_on_the_narrower_follow_at_once():
    general = "about low back pain in general"
    done = section(SectionKind.TREATMENT, "In back pain a trial found less pain.", "It lasted a year.", indirect=general)
    found = led(done, ADVICE, levels={"In back pain a trial found less pain.": L.TWO})
    assert found == ["In back pain a trial found less pain.", "Guidelines advise exercise."]


def test_a_small_series_leads_where_there_is_nothing_better():
    done = section(SectionKind.TREATMENT, "Sixteen women had less pain.")
    assert led(done, levels={"Sixteen women had less pain.": L.FOUR}) == ["Sixteen women had less pain."]


def test_what_something_is_leads_whatever_the_level():
    what = section(SectionKind.DEFINITION, "Back mice are nodules.")
    assert led(what, ADVICE, levels={"Back mice are nodules.": L.FIVE}, of=QuestionType.DEFINITION)[0] == "Back mice are nodules."


def test_both_sides_of_a_disagreement_lead():
    sides = Disagreement("whether it works", (statement("It helped."), statement("It did not help.")))
    done = Section(kind=SectionKind.TREATMENT, heading="", statements=(statement("It is cheap."),), disagreements=(sides,))
    assert led(done, ADVICE, levels={})[:2] == ["It helped.", "It did not help."]


def test_what_is_uncertain_leads_only_beside_what_the_same_study_found():
    done = section(SectionKind.TREATMENT, "Pain was relieved in 31 of 35 patients.")
    doubts = Section(
        kind=SectionKind.UNCERTAINTY,
        heading="",
        statements=(statement("Another report rests on one case.", of="pmid:2"), statement("There was no comparison group.")),
    )
    assert led(done, doubts, levels={})[1:] == ["There was no comparison group."]
    elsewhere = Section(kind=SectionKind.UNCERTAINTY, heading="", statements=doubts.statements[:1])
    assert len(led(done, elsewhere, levels={})) == 1


def test_guidelines_that_advise_otherwise_are_both_heard():
    advice = section(
        SectionKind.GUIDANCE, "One allows needles.", "Another names needles too.", "A third advises against needles."
    )
    done = section(SectionKind.TREATMENT, "Needles were no better than sham.", "Pain fell a little.")
    found = led(done, advice, levels={one.text: L.TWO for one in done.statements})
    assert found == [
        "Needles were no better than sham.",
        "Pain fell a little.",
        "One allows needles.",
        "A third advises against needles.",
    ]


def test_where_nothing_is_known_of_the_outlook_what_treatment_does_leads():
    outlook = section(SectionKind.OUTCOME)
    done = section(SectionKind.TREATMENT, "A trial found less pain.")
    doubts = section(SectionKind.UNCERTAINTY, "Few trials were free of bias.")
    assert led(outlook, done, doubts, levels={}, of=QuestionType.PROGNOSIS)[0] == "A trial found less pain."
