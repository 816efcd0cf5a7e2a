"""The automatic half of the journey: a question, a run, a draft, a report, an answer."""
