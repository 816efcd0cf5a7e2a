"""Answerable: medical answers that answer for every sentence."""

__version__ = "0.1.0"
