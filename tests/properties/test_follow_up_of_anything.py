"""Whatever is typed under an article, understanding ends, in a question or in what is asked back, and leaks nothing."""

from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.composition.answer import Answer, Manifest
from answerable.conversation.context import context_of
from answerable.conversation.model import Context
from answerable.conversation.naming import same
from answerable.conversation.rules import SHORT
from answerable.conversation.understanding import follow_up
from answerable.question import understand, vocabulary
from answerable.question.model import ConceptKind
from answerable.retrieval.model import Query, Searched

_KINDS = {ConceptKind.CONDITION, ConceptKind.INTERVENTION, ConceptKind.POPULATION}
NAMES = sorted(concept.name for concept in vocabulary() if concept.kind in _KINDS)
CONDITIONS = sorted(concept.name for concept in vocabulary() if concept.kind is ConceptKind.CONDITION)
CUES = (
    "and what about how is it treated in for the them this that no I meant instead second one safe better than or vs ? , ! why "
    "long does do they cause come back which compared with placebo my its side effects dose old pregnant people over 80"
).split()
TYPED = st.lists(st.sampled_from(CUES) | st.sampled_from(NAMES) | st.text(max_size=6), max_size=30).map(" ".join) | st.text(
    max_size=700
)
ARTICLES = st.sampled_from(
    [
        "What is a back mouse?",
        "Does zinc help pneumonia in children?",
        "Is surgery better than exercise for knee osteoarthritis?",
        "Is ibuprofen safe in pregnancy?",
        "How are varicose veins treated in people over 80?",
        "What causes low back pain?",
    ]
)
PARTS = st.sampled_from(["", *NAMES[:200]]) | st.text(max_size=20)
CONTEXTS = st.builds(Context, topic=PARTS, population=PARTS, intervention=PARTS, comparator=PARTS)


def answer_to(question: str) -> Answer:
    """An answer to a question, with no claims."""
    return Answer(
        id="a1",
        question=understand(question),
        title=question,
        lead=(),
        sections=(),
        summary=(),
        references=(),
        searched=Searched(library="starter library", records=1, newest=2025, changed="2026-01-01", fingerprint="f"),
        query=Query(words=""),
        kept_out=(),
        manifest=Manifest(version="0", schema=1, settings={}, library="f"),
        evidence_searched="2026-01-01",
    )


@settings(max_examples=400, deadline=None)
@given(TYPED, ARTICLES, st.none() | CONTEXTS)
def test_any_words_end_in_a_question_or_in_what_is_asked_back(words: str, article: str, changed: Context | None):
    last = answer_to(article)
    context = changed or context_of(last.question, last)
    asked = follow_up(words, context, last)
    assert bool(asked.question) != bool(asked.unclear)
    assert asked.context == context
    if asked.question:
        assert understand(asked.question)  # it can be asked
    else:
        assert asked.follows == context
        assert asked.used == ()
    for part in asked.used:
        assert getattr(context, part).lower() in asked.question.lower()


@settings(max_examples=300, deadline=None)
@given(st.lists(TYPED, min_size=2, max_size=5), ARTICLES)
def test_a_thread_of_any_turns_goes_on(turns: list[str], article: str):
    last, before = answer_to(article), ""
    context = context_of(last.question, last)
    for words in turns:
        asked = follow_up(words, context, last, before)
        context, before = asked.follows, asked.question or before
        assert all(len(getattr(context, part)) <= 200 for part in ("topic", "population", "intervention", "comparator"))


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(CONDITIONS),
    st.sampled_from(["What is {}?", "How is {} treated?", "What causes {}?", "What are the symptoms of {}?"]),
    ARTICLES,
)
def test_a_question_that_names_its_topic_is_unchanged_and_takes_nothing(condition: str, form: str, article: str):
    last = answer_to(article)
    context = context_of(last.question, last)
    whole = form.format(condition)
    asked = follow_up(whole, context, last)
    assert asked.question == whole
    assert asked.used == ()
    if same(condition, context.topic):  # about the same still: what was spoken of can be chosen from ("the second one")
        return
    left = {context.population, context.intervention, context.comparator} - {""}
    assert not left & {asked.follows.population, asked.follows.intervention, asked.follows.comparator} - _named_in(whole)


def _named_in(whole: str) -> set[str]:
    named = context_of(understand(whole), answer_to(whole))
    return {named.population, named.intervention, named.comparator}


@settings(max_examples=len(SHORT), deadline=None)
@given(st.sampled_from([ask for rule in SHORT for ask in rule.asks]))
def test_every_question_that_a_rule_asks_names_the_topic_and_can_be_asked(template: str):
    assert "{t}" in template
    filled = template.replace("{t}", "asthma").replace("{i}", "fluticasone").replace("{c}", "placebo")
    for slot, verb in {"{be}": "is", "{Be}": "Is", "{do}": "does", "{Do}": "Does", "{do_i}": "does", "{Do_i}": "Does"}.items():
        filled = filled.replace(slot, verb)
    assert "asthma" in {m.words for m in (*understand(filled).topic, *understand(filled).aspects)}
