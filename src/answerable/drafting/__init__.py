"""Drafting: sections of statements, each with the spans that bear it out."""
