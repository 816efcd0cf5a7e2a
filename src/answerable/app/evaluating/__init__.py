"""Measuring how good it is: retrieval, verification, answers, and whether two measurements differ by more than noise."""
