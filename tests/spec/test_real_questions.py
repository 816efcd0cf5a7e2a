"""Questions that other people wrote, read in place: their types agree with what their collection says they ask."""

import gzip
import json
from collections import Counter
from pathlib import Path

from answerable.question import QuestionType, understand

# What MedQuAD calls a question that we call otherwise; its "research" and "support groups" are not clinical types.
MEDQUAD = {
    "information": {QuestionType.DEFINITION},
    "symptoms": {QuestionType.PRESENTATION},
    "treatment": {QuestionType.THERAPY},
    "considerations": {QuestionType.THERAPY},
    "inheritance": {QuestionType.CAUSE},
    "genetic changes": {QuestionType.CAUSE},
    "causes": {QuestionType.CAUSE},
    "susceptibility": {QuestionType.CAUSE, QuestionType.EPIDEMIOLOGY},
    "frequency": {QuestionType.EPIDEMIOLOGY},
    "exams and tests": {QuestionType.DIAGNOSIS},
    "outlook": {QuestionType.PROGNOSIS},
    "stages": {QuestionType.PROGNOSIS},
    "complications": {QuestionType.PROGNOSIS, QuestionType.HARM},
    "prevention": {QuestionType.PREVENTION},
}


def test_consumer_questions_have_the_type_that_medquad_gives_them(shared_data: Path):
    with gzip.open(shared_data / "medquad" / "medquad_1-9_qa.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, list(lines)[::25]) if row["qtype"] in MEDQUAD]
    agreed = Counter(understand(row["question"]).type in MEDQUAD[row["qtype"]] for row in rows)
    assert agreed[True] / len(rows) >= 0.97


def test_no_question_of_a_clinical_paper_is_refused_or_left_without_a_topic(shared_data: Path):
    papers = json.loads((shared_data / "pubmedqa" / "train_500.json").read_text("utf-8"))
    questions = [understand(paper["QUESTION"]) for paper in papers.values()]
    assert [question.text for question in questions if not question.topic] == []
