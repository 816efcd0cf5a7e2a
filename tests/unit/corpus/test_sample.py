"""The size of a study is read from its words, and kept with the words it was read from."""

import pytest

from answerable.corpus.evidence import Design
from answerable.corpus.record import Record, TextSection
from answerable.corpus.sample import number_of, sample_size


def record(*sections: str | tuple[str, str], title: str = "A study") -> Record:
    made = tuple(TextSection(one) if isinstance(one, str) else TextSection(one[1], one[0]) for one in sections)
    return Record(id="key:1", title=title, abstract=made)


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("Adults with gout (n = 120) were treated.", 120, "adults"),
        ("Adults of one town (N=1,172) were seen.", 1172, "adults"),
        ("A total of 40 patients were seen.", 40, "patients"),
        ("In all, 120 patients were randomised.", 120, "patients"),
        ("Thirty-five patients were seen.", 35, "patients"),
        ("One hundred and forty women took part.", 140, "women"),
        ("We randomised two hundred children.", 200, "children"),
        ("We saw 834 consecutive patients.", 834, "patients"),
        ("We describe two cases of gout.", 2, "patients"),
        ("Of 300 eligible patients, 120 were randomised.", 120, "patients"),
        ("38 men and 32 women took part.", 70, "participants"),
        ("Fourteen trained and 14 untrained men ran.", 28, "men"),
        ("Patients were assigned to heat (n = 20) or cold (n = 21).", 41, "patients"),
        ("Patients (n = 41) were assigned to heat (n = 20) or cold (n = 21).", 41, "patients"),
        ("Patients were randomised: 62 received heat and 58 received cold.", 120, "patients"),
        ("Sixty type 2 diabetic patients were enrolled.", 60, "patients"),
        ("Forty Wistar rats were randomly divided into groups.", 40, "rats"),
        ("Twenty-one practices were randomised.", 21, "practices"),
    ],
)
def test_a_size_is_read(text, number, unit):
    found = sample_size(record(text))
    assert found is not None
    assert (found.number, found.unit) == (number, unit)
    assert found.words.removesuffix(" …") in text


@pytest.mark.parametrize(
    "text",
    [
        "The mean age was 45 years.",
        "In 2005 patients were seen again.",
        "Patients took 40 mg daily for 12 weeks.",
        "Pain fell in 45% of patients.",
        "We gave n-3 fatty acids.",
        "There were 20 patients per group.",
        "Gout is common.",
        "The dose was 300 participants' choice.",
        "Hospitals (44 centres) joined.",
    ],
)
def test_what_counts_no_sample_gives_none(text):
    assert sample_size(record(text)) is None


def test_those_randomised_go_before_those_who_were_followed():
    found = sample_size(record("We randomised 120 patients to heat or cold. At one year 96 patients were analysed."))
    assert found is not None
    assert found.number == 120


def test_those_enrolled_go_before_those_who_were_screened():
    found = sample_size(record("Of 500 patients screened, 80 patients were enrolled."))
    assert found is not None
    assert found.number == 80


def test_the_methods_go_before_the_results():
    found = sample_size(record(("METHODS", "Sixty patients were studied."), ("RESULTS", "Twelve patients had pain.")))
    assert found is not None
    assert found.number == 60


def test_a_part_named_among_the_results_is_not_the_size():
    assert (
        sample_size(record(("METHODS", "Patients were treated with heat."), ("RESULTS", "Pain came back in 12 patients (9%).")))
        is None
    )


def test_a_title_can_give_the_size():
    found = sample_size(record("Gout was treated.", title="Gout in 302 patients"))
    assert found is not None
    assert found.number == 302


def test_a_review_counts_the_participants_of_its_studies():
    found = sample_size(record("We included 18 trials (1,179 participants)."), Design.SYSTEMATIC_REVIEW)
    assert found is not None
    assert (found.number, found.unit, found.words) == (1179, "participants", "18 trials (1,179 participants")


def test_a_review_that_gives_only_its_studies_counts_these():
    found = sample_size(record("Fourteen studies were included."), Design.META_ANALYSIS)
    assert found is not None
    assert (found.number, found.unit) == (14, "studies")


def test_a_case_report_of_one_person_has_a_size_of_one():
    found = sample_size(record("A 58-year-old woman had a lump of the back."), Design.CASE_REPORT)
    assert found is not None
    assert (found.number, found.words) == (1, "58-year-old woman")


@pytest.mark.parametrize("design", [Design.GUIDELINE, Design.OPINION, Design.REVIEW, Design.NOTICE])
def test_what_studies_nobody_has_no_size(design):
    assert sample_size(record("We discuss 40 patients."), design) is None


@pytest.mark.parametrize(
    ("words", "number"),
    [("1,172", 1172), ("thirty-five", 35), ("one hundred and four", 104), ("two hundred", 200), ("nineteen", 19), ("pain", None)],
)
def test_numbers_are_read_from_digits_and_words(words, number):
    assert number_of(words) == number


@pytest.mark.parametrize(
    ("text", "number", "unit", "words"),
    [
        # number words may follow any white space or a quotation mark, or be joined by "and"
        ("Heat was given.\nOne hundred and twelve patients were included.", 112, "patients", "One hundred and twelve patients"),
        ("In all,\u00a0one hundred and thirty-one nurses took part.", 131, "nurses", "one hundred and thirty-one nurses"),
        ("We included “forty-two drivers”.", 42, "drivers", "forty-two drivers"),
        ("One thousand two hundred and six pupils took part.", 1206, "pupils", "One thousand two hundred and six pupils"),
        ("A total of 2041 patients were randomly assigned to heat (1021) and cold (1020).", 2041, "patients", "2041 patients"),
        ("Thirty two adult asthmatics took part.", 32, "asthmatics", "Thirty two adult asthmatics"),
        ("Design: a trial. Participants: 36 nurses with gout. Heat was given.", 36, "nurses", "36 nurses"),
        # two of the same kind, of which both are meant
        ("90 men and women with gout were enrolled.", 90, "participants", "90 men and women"),
        ("Eighty-four boys and girls were enrolled.", 84, "children", "Eighty-four boys and girls"),
        # what follows in brackets does not part a count from what is said of it
        ("Fifty-three people (mean age 61 (SD 8), 40 % women) were randomly assigned to heat (n = 26) or cold (n = 27).",
         53, "people", "Fifty-three people"),
        ("Volunteers (62 % women) were assigned to heat (n = 26) or cold (n = 27).", 53, "volunteers", "n = 26) or cold (n = 27"),
        # so many an arm
        ("We compared heat with cold in two arms. In total, 150 patients were enrolled in each arm.", 300, "patients",
         "150 patients were enrolled in each arm"),
        ("Patients were randomised 1 : 1 to heat or cold. 150 patients per group were enrolled.", 300, "patients",
         "150 patients per group"),
        ("Thirty rats were divided into groups.", 30, "rats", "Thirty rats"),
        ("Volunteers were divided into three groups (n = 20 each).", 60, "volunteers", "n = 20 each"),
        # groups named one after the other
        ("Three cohorts: 40 girls with asthma; 55 girls born to women with asthma; and 70 girls without asthma.", 165, "girls",
         "40 girls with asthma; 55 girls born to women with asthma; and 70 girls"),
        ("We studied two groups: 31 smokers with gout and 29 people without it.", 60, "participants",
         "31 smokers with gout and 29 people"),
        # arms named one after the other
        ("We randomised 12 Bolivian schools (800 pupils) to teaching at home and 13 schools (790 pupils) to teaching at school.",
         25, "schools", "12 Bolivian schools (800 pupils) to teaching at home and 13 schools"),
        ("The analysis had 81 patients assigned to heat, 79 to cold, and 80 to rest.", 240, "patients",
         "81 patients assigned to heat, 79 to cold, and 80"),
    ],
)  # fmt: skip
def test_a_size_is_read_with_all_its_words(text, number, unit, words):
    found = sample_size(record(text))
    assert found is not None
    assert (found.number, found.unit, found.words) == (number, unit, words)


def test_those_randomised_in_words_go_before_a_part_in_figures():
    results = "Ninety-one children were randomised. Cough was gone in 7 children, and 12 children had been treated at home."
    found = sample_size(record(("METHODS", "Children were given syrup."), ("RESULTS", results)))
    assert found is not None
    assert (found.number, found.words) == (91, "Ninety-one children")


def test_the_patients_go_before_those_who_care_for_them():
    found = sample_size(record("Fifty-two clinicians were randomised. They recruited 900 patients."))
    assert found is not None
    assert found.number == 900


def test_clusters_that_stand_beside_their_total_are_not_added_to_it():
    found = sample_size(record("We randomised 24 schools: 12 schools to teaching and 12 schools to nothing."))
    assert found is not None
    assert found.number == 24


@pytest.mark.parametrize(
    "text",
    [
        "In total, 150 patients were enrolled in each arm.",
        "Needles were placed by two different doctors.",
        "Patients were randomly assigned to heat or cold. The work was done at four clinics, two in towns and two in villages.",
        "Patients were divided into groups (n = 20 each).",
    ],
)
def test_what_leaves_the_size_open_gives_none(text):
    assert sample_size(record(text)) is None


# A size that was calculated is not the size that was reached.
_CALCULATED = [
    "To detect so large an effect with 90% power, a sample size of 11 patients (on the drug) was required.",
    "The sample size was estimated from a pilot study, which suggested that 102 patients would provide 80% power.",
    "Sample size calculation resulted in the need for 1400 patients followed for 2 years.",
    "A power analysis showed that 48 women had to be included to find a difference of 2 points.",
    "We calculated that 60 adults should be randomised.",
    "A total of 90 children were needed for a power of 80%.",
    "The sample size required was n = 38 for a power of 80%.",
    "To detect a difference of 10%, a sample of 120 participants was necessary.",
    "Power was calculated to be 80% with 64 patients.",
    "With 64 patients the trial would have a power of 90% to detect a fall of 5 mmHg.",
]


@pytest.mark.parametrize("calculated", _CALCULATED)
def test_those_who_were_needed_are_not_those_who_took_part(calculated):
    assert sample_size(record(calculated), Design.RANDOMISED_TRIAL) is None
    for text in (f"{calculated} In the end 28 subjects took part.", f"Twenty-eight subjects took part. {calculated}"):
        found = sample_size(record(text), Design.RANDOMISED_TRIAL)
        assert found is not None
        assert (found.number, found.unit) == (28, "participants")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("The sample size reached, 20 patients, had a power of 80% to detect a difference of 9%.", 20),
        ("Of 105 patients, 39 were enrolled based on a power analysis.", 39),
        ("We recruited 200 patients, which was needed to detect a difference of 10%.", 200),
        ("A power calculation required 90 patients; 104 patients were randomised.", 104),
        ("We needed 90 patients, but 104 patients were randomised.", 104),
        ("A total of 50 patients who required ventilation were studied.", 50),
        ("Sixty patients were randomised and the insulin that they needed was recorded.", 60),
        ("The glomerular filtration rate was estimated in 75 patients.", 75),
        ("Body mass index was calculated for 310 children.", 310),
        ("We asked for the information needs of Australians (N=600) by age.", 600),
        ("In 40 healthy men peak power was measured.", 40),
        ("We studied the power of the grip in 33 climbers and 41 runners to detect fatigue.", 74),
    ],
)
def test_those_who_took_part_stay_where_power_and_need_are_spoken_of(text, number):
    found = sample_size(record(text), Design.RANDOMISED_TRIAL)
    assert found is not None
    assert found.number == number


def test_the_size_that_a_protocol_plans_is_its_size():
    found = sample_size(record("A sample size of 142 patients is needed for a power of 80%."), Design.PROTOCOL)
    assert found is not None
    assert found.number == 142
