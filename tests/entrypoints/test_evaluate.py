"""`answerable evaluate` from the command line, on small collections made for it."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

LABELS = ("supports", "refutes", "neutral")
THINGS = ("tea", "milk", "walking", "rest", "yoga", "heat", "cold", "salt")


def lines(path: Path, *rows: object) -> Path:
    path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def pairs(tmp_path: Path) -> Path:
    """A file of pairs of an invented kind, one line of it broken."""
    rows = [
        {"id": f"{thing} {label}", "claim": f"{thing} eases pain in {number} adults.", "label": label,
         "evidence": f"In {number} adults {thing} {'did not ease' if label == 'refutes' else 'eased'} pain."
         if label != "neutral" else f"A trial of {thing} was planned."}
        for number, thing in enumerate(THINGS, 20)
        for label in LABELS
    ]  # fmt: skip
    return lines(tmp_path / "pairs.jsonl", *rows, "{broken")


def test_pairs_of_ones_own_are_measured_and_what_is_not_there_is_said(run: Run, pairs: Path):
    done = run("evaluate", "verification", "--dataset", str(pairs))
    assert done.status == 0, done.err
    for words in ("pairs.jsonl, all of it: 24 pairs", "majority", "lexical overlap", "checks", "macro-F1", "line 25: is no JSON"):
        assert words in done.out


def test_a_table_is_told_from_lines_by_what_it_holds(run: Run, tmp_path: Path):
    rows = (f"{number},It eased pain in {thing}.,{thing} eases pain.,Supports" for number, thing in enumerate(THINGS))
    table = lines(tmp_path / "table.jsonl", "id,evidence,claim,label", *rows)
    done = run("evaluate", "verification", "--dataset", str(table), "--format", "markdown")
    assert done.status == 0, done.err
    assert "| majority | 1.000" in done.out


@pytest.fixture
def scifact(tmp_path: Path) -> Path:
    """A folder in SciFact's layout, the corpus compressed."""
    folder = tmp_path / "scifact"
    folder.mkdir()
    corpus = [
        {"doc_id": number, "title": thing, "abstract": [f"We tried {thing}.", f"{thing} eased pain.", "It was safe."]}
        for number, thing in enumerate(THINGS)
    ]
    with gzip.open(folder / "corpus.jsonl.gz", "wt", encoding="utf-8") as stream:
        stream.write("\n".join(map(json.dumps, corpus)))
    labels = ("SUPPORT", "CONTRADICT", None)
    lines(
        folder / "claims_dev.jsonl",
        *(
            {
                "id": number,
                "claim": f"{thing} eases pain.",
                "cited_doc_ids": [number],
                "evidence": {str(number): [{"sentences": [1], "label": labels[number % 3]}]} if labels[number % 3] else {},
            }
            for number, thing in enumerate(THINGS)
        ),
    )
    return folder


def test_a_folder_like_scifacts_has_sentences_to_select(run: Run, scifact: Path):
    done = run("evaluate", "verification", "--dataset", str(scifact), "--format", "json")
    assert done.status == 0, done.err
    found = json.loads(done.out)
    assert found["counted"]["marked sentences"] == 6
    assert "sentence F1" in found["systems"][0]["measures"]
    assert {case["id"] for case in found["cases"]} == {f"{number}:{number}" for number in range(8)}
    beside = run("evaluate", "verification", "--dataset", str(scifact / "claims_dev.jsonl"), "--part", "held-out")
    assert beside.status == 0, beside.err
    assert "held-out part: 2 pairs" in beside.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("verification", "--dataset", "nowhere"), "no data “nowhere”"),
        (("retrieval", "--dataset", "nowhere"), "no collection “nowhere”"),
        (("retrieval",), "not clear"),
        (("retrieval", "--run", "a.run"), "not clear"),
        (("retrieval", "--dataset", "trials", "--half", "tuning", "--part", "held-out", "--data", "."), "Give one of them"),
        (("answers",), "nothing to measure"),
        (("answers", "--dataset", "nowhere"), "no questions “nowhere”"),
        (("answers", "--run", "a.jsonl", "--run-output", "b.jsonl"), "own answers"),
        (("compare", "a.json", "b.json"), "a.json"),
    ],
)
def test_what_cannot_be_measured_is_refused_with_what_to_do(run: Run, arguments: tuple[str, ...], words: str):
    done = run("evaluate", *arguments)
    assert done.status == 2
    assert words in done.err
    assert not done.out


def test_runs_of_any_system_are_measured_and_compared(run: Run, tmp_path: Path):
    qrels = lines(tmp_path / "qrels.txt", *(f"q{number} 0 d{number} 1" for number in range(12)))
    good = lines(tmp_path / "good.run", *(f"q{number} Q0 d{number} 1 2.0 good" for number in range(12)))
    bad = lines(tmp_path / "bad.run", *(f"q{number} Q0 x 1 2.0 bad\nq{number} Q0 d{number} 2 1.0 bad" for number in range(12)))
    together = run("evaluate", "retrieval", "--run", str(bad), "--run", str(good), "--qrels", str(qrels))
    assert together.status == 0, together.err
    assert "good − bad" in together.out
    for path in (good, bad):
        saved = str(path.with_suffix(".json"))
        assert run("evaluate", "retrieval", "--run", str(path), "--qrels", str(qrels), "-f", "json", "-o", saved).status == 0
    done = run("evaluate", "compare", str(bad.with_suffix(".json")), str(good.with_suffix(".json")), "--system", "bad:good")
    assert done.status == 0, done.err
    assert "bad → good" in done.out
    assert "More than noise" in done.out


def test_a_broken_run_is_refused_with_its_line(run: Run, tmp_path: Path):
    qrels = lines(tmp_path / "qrels.txt", "q1 0 d1 1")
    broken = lines(tmp_path / "broken.run", "q1 Q0 d1 1 2.0 it", "q1 Q0")
    done = run("evaluate", "retrieval", "--run", str(broken), "--qrels", str(qrels))
    assert done.status == 2
    assert "Line 2 of" in done.err


def test_a_beir_folder_is_measured_and_its_ranking_written_as_a_run(run: Run, tmp_path: Path):
    folder = tmp_path / "mine"
    (folder / "qrels").mkdir(parents=True)
    lines(folder / "corpus.jsonl", *({"_id": thing, "title": thing, "text": f"{thing} eased low back pain."} for thing in THINGS))
    lines(folder / "queries.jsonl", *({"_id": f"q-{thing}", "text": f"Does {thing} ease low back pain?"} for thing in THINGS))
    lines(folder / "qrels" / "test.tsv", "query-id\tcorpus-id\tscore", *(f"q-{thing}\t{thing}\t1" for thing in THINGS))
    ranked = tmp_path / "ours.run"
    done = run("evaluate", "retrieval", "--dataset", str(folder), "--run-output", str(ranked))
    assert done.status == 0, done.err
    assert ranked.read_text().startswith("q-tea Q0 mine:tea 1 ")


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    gold = ["The median time from pain to treatment was eight weeks in the series."]
    return lines(
        tmp_path / "questions.jsonl",
        {"id": "mice", "question": "What is a back mouse?", "nuggets": gold},
        "How many angels dance on a pin?",
        {"id": "nothing"},
    )


def test_questions_are_asked_and_their_answers_written_and_judged_again_as_a_run(run: Run, questions: Path, tmp_path: Path):
    written, saved = tmp_path / "ours.jsonl", tmp_path / "ours.json"
    done = run("evaluate", "answers", "--dataset", str(questions), "--run-output", str(written), "-f", "json", "-o", str(saved))
    assert done.status == 0, done.err
    found = json.loads(saved.read_text())
    assert found["units"] == ["mice", "line 2"]
    assert len(found["rejected"]) == 1
    facts = found["systems"][0]["facts"]
    assert facts["citations"] == facts["of digests"] > 0  # the starter library has nothing but digests
    assert "supporting" not in found["systems"][0]["measures"]
    assert found["systems"][0]["measures"]["sound"]["value"] == 1
    first = json.loads(written.read_text().splitlines()[0])
    assert first["metadata"]["topic_id"] == "mice"
    assert all(len(one["citations"]) <= 3 for one in first["responses"])
    again = run("evaluate", "answers", "--run", str(written))
    assert again.status == 0, again.err
    assert "of digests" in again.out


def test_a_run_that_cites_what_nobody_holds_is_not_sound(run: Run, tmp_path: Path):
    row = {"metadata": {"topic_id": "1"}, "responses": [{"text": "Walking helps.", "citations": ["99999999"]}]}
    done = run("evaluate", "answers", "--run", str(lines(tmp_path / "run.jsonl", row)), "-f", "json")
    found = json.loads(done.out)["systems"][0]
    assert found["measures"]["sound"]["value"] == 0
    assert found["facts"]["not held"] == 1
