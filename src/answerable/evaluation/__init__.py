"""Evaluation: test collections and their judgements, measures with intervals, systems compared."""
