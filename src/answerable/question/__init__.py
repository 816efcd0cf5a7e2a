"""The question: what is asked, of what type, about whom and what."""

from answerable.question.model import Concept, ConceptKind, Mention, Pico, Question, QuestionType
from answerable.question.understanding import understand
from answerable.question.vocabulary import Vocabulary, names_of, vocabulary

__all__ = [
    "Concept",
    "ConceptKind",
    "Mention",
    "Pico",
    "Question",
    "QuestionType",
    "Vocabulary",
    "names_of",
    "understand",
    "vocabulary",
]
