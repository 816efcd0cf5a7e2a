"""Numbers for patients: shares as counts of people, the same denominator throughout, statistics beside the sentence."""

import pytest

from answerable.audience.shares import in_people
from answerable.audience.signs import spoken
from answerable.audience.statistics import without_statistics


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("Relief came in 31 of 35 patients (89%).", "Relief came in about 9 in 10 (31 of 35 patients)."),
        ("Relief came in 89% (31 of 35).", "Relief came in about 9 in 10 (31 of 35)."),
        ("It was seen in 31 (89%) of 35 patients.", "It was seen in about 9 in 10 (31 of 35 patients)."),
        ("It was seen in 18 of 90 patients with pain (20%).", "It was seen in 2 in 10 patients (18 of 90) with pain."),
        ("It affects 37% of patients.", "It affects 37 in 100 patients."),
        ("It affects 10% to 16% of people.", "It affects 10 to 16 in 100 people."),
        ("It affects up to 16% of people.", "It affects up to 16 in 100 people."),
        ("It affects 15% of the general population.", "It affects 15 in 100 people in the general population."),
        ("Of adults, 80.4% had a red flag.", "Of adults, about 80 in 100 (80.4%) had a red flag."),
        ("58% improved after tea and 8% after water.", "58 in 100 improved after tea and 8 in 100 after water."),
        ("Withdrawal was 4.3% with tea and 0.9% with water.", "Withdrawal was 43 in 1,000 with tea and 9 in 1,000 with water."),
        (
            "The attack rate was 36% (93/255) with tea and 23% (91/397) with water.",
            "The attack rate was about 36 in 100 (93 of 255) with tea and about 23 in 100 (91 of 397) with water.",
        ),
    ],
)
def test_shares_are_told_as_counts(written, told):
    assert in_people(written).text == told


@pytest.mark.parametrize(
    "written",
    [
        "Risk fell by 30%.",
        "A cream with 35% extract was used.",
        "HbA1c changed by −0.58% with tea.",
        "2 of 3 people recovered.",  # a share of three says no more than the counts do
        "Side effects were told of in 9 of 18 trials.",
        "Deaths fell by a proportional 17%.",
        "Pain fell (95% CI 1 to 3).",
        "They injected 1% novocaine.",
        "It was told of by 92% of smokers and 86% smokers with cough.",
        "The rate was lower (0 to 15.9%).",
    ],
)
def test_what_is_no_share_of_people_stays_as_it_is(written):
    assert in_people(written).text == written


@pytest.mark.parametrize(
    ("written", "told", "aside"),
    [
        ("Pain fell (P < 0.001).", "Pain fell.", ("P < 0.001",)),
        ("Pain fell (all p<0.05).", "Pain fell.", ("all p<0.05",)),
        ("Pain fell, P = 0.02.", "Pain fell.", ("P = 0.02",)),
        ("Pain fell (P = 0.2).", "Pain fell (this may be due to chance).", ("P = 0.2",)),
        ("Pain did not differ significantly (P = 0.2).", "Pain did not differ significantly.", ("P = 0.2",)),
        ("Tea did no harm and lowered pain (P = 0.2).", "Tea did no harm and lowered pain (P = 0.2).", ()),
        ("Pain fell by 2 (95% CI 1 to 3).", "Pain fell by 2 (likely range 1 to 3).", ("95% CI 1 to 3",)),
        (
            "Deaths fell (hazard ratio 0.75, 95% CI 0.60–0.94, p = 0.012).",
            "Deaths fell.",
            ("hazard ratio 0.75", "95% CI 0.60–0.94", "p = 0.012"),
        ),
        ("Deaths fell (OR 0.9, 95% CI 0.6 to 1.4).", "Deaths fell (this may be due to chance).", ("OR 0.9", "95% CI 0.6 to 1.4")),
        ("Fewer died (12% against 17%; P = 0.03).", "Fewer died (12% against 17%).", ("P = 0.03",)),
        ("It helped (d=0.42, p<0.001, complete data).", "It helped.", ("d=0.42, p<0.001, complete data",)),
        ("GPs gave significantly more right answers (p = 0.05).", "GPs gave significantly more right answers (p = 0.05).", ()),
        ("Tea and milk both caused few headaches (p = .81).", "Tea and milk both caused few headaches.", ("p = .81",)),
        ("Both teas lowered pain (P = 0.2).", "Both teas lowered pain (P = 0.2).", ()),
        ("Deaths were unchanged (P = 0.3).", "Deaths were unchanged.", ("P = 0.3",)),
        ("It helped (10 mg daily).", "It helped (10 mg daily).", ()),
    ],
)
def test_statistics_are_set_aside_and_chance_is_not(written, told, aside):
    assert tuple(without_statistics(written)) == (told, aside)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("Age ≥ 65 years", "Age at least 65 years"),
        ("nausea (< 11%)", "nausea (less than 11%)"),
        ("tea vs. water", "tea compared with water"),
        ("15–16 hours", "15 to 16 hours"),
        ("in Hp 2-1 women, compared to Hp 1-1 women", "in Hp 2-1 women, compared to Hp 1-1 women"),
        ("the 1-1, 2-1, and 2-2 phenotypes", "the 1-1, 2-1, and 2-2 phenotypes"),
        ("KEK ZH 2015–0397", "KEK ZH 2015–0397"),
        ("women (n = 24)", "women (a group of 24)"),
        ("1.8 mg/day", "1.8 mg a day"),
        ("after three weeks", "after 3 weeks"),
        ("in one of two patients", "in one of two patients"),
        ("140/90 mm Hg, COVID-19 and SF-36", "140/90 mm Hg, COVID-19 and SF-36"),
        ("5 mg/kg/day", "5 mg/kg/day"),
        ("CA 19-9 levels", "CA 19-9 levels"),
        ("for 10-20 days", "for 10 to 20 days"),
    ],
)
def test_signs_are_said_in_words(written, told):
    assert spoken(written) == told
