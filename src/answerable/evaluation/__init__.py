"""Evaluation: judgements, measures, benchmarks."""
