"""Dateline: structured YAML briefings become a dated, cross-linked static site."""

__version__ = "0.1.0"
