"""Composition: what holds of a draft becomes the answer; code writes every number, name and link."""
