"""An article is in the specialties that its question and its references speak of."""

import pytest

from answerable import starter
from answerable.app.reading_room.cataloguing import topics_of
from answerable.app.reading_room.headings import OF_THE_STUDY, specialties, specialties_of


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What is a back mouse?", "Musculoskeletal and orthopaedics"),
        ("How is low back pain treated?", "Musculoskeletal and orthopaedics"),
        ("Does metformin help people with type 2 diabetes?", "Endocrinology and diabetes"),
        ("Is aspirin useful after a heart attack?", "Cardiology"),
        ("What helps against morning sickness in pregnancy?", "Obstetrics"),
        ("How is asthma treated in children?", "Respiratory medicine"),
        ("How is asthma treated in children?", "Paediatrics"),
        ("Which drug is best for migraine?", "Neurology"),
        ("Does cognitive behavioural therapy help in depression?", "Mental health"),
        ("How is iron deficiency anaemia diagnosed?", "Haematology"),
        ("What is the survival with pancreatic cancer?", "Oncology"),
        ("Are antibiotics needed for otitis media?", "Ear, nose and throat"),
        ("How is glaucoma found early?", "Ophthalmology"),
        ("How is gout treated?", "Rheumatology"),
        ("What lowers the risk of kidney stones?", "Urology"),
        ("Does varenicline help people to stop smoking?", "Substance use"),
    ],
)
def test_a_question_is_in_its_specialty(question, expected):
    assert expected in specialties_of(question, ())


def test_what_is_no_matter_of_medicine_is_in_none():
    assert specialties_of("Who wrote this?", ()) == ()


def test_most_of_the_starter_library_is_in_some_specialty():
    records = list(starter.records())
    covered = [record for record in records if specialties_of(record.title, topics_of([record]))]
    assert len(covered) / len(records) > 0.97


def test_no_specialty_takes_in_everything():
    records = list(starter.records())
    for name in specialties():
        assert sum(name in specialties_of(record.title, topics_of([record])) for record in records) < len(records) * 0.6, name


def test_headings_of_how_a_study_was_made_are_no_topics():
    assert {"Humans", "Retrospective Studies", "Aged, 80 and over"} <= OF_THE_STUDY
    assert not any(topic in OF_THE_STUDY for topic in topics_of(list(starter.records())))
