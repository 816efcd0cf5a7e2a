"""Retrieval: queries, runs of scored passages, and the order in which they are read."""
