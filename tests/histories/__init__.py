"""Histories: a small archive that changes step by step, and what each build of it must keep to.

    archive    what the generated archive is made of: pools of words, registers, settings, files
    authors    a project as a value, what it looks like as files, and the author who mends it
    draws      what hypothesis may draw: texts, entries, briefings
    disk       the ways in which files are written, played with and compared
    machine    one history: the steps' common end, which holds each build against a clean one
    writing    the steps that change briefings
    meddling   the steps that change all else: registers, settings, the clock, files, what was built

Not done here: choosing how many histories run (`test_histories.py`, and the judges' own
`test_long_histories.py`).
"""

from histories.archive import GATE
from histories.machine import assert_idle
from histories.meddling import Meddling
from histories.writing import Writing

__all__ = ["GATE", "Histories", "assert_idle"]


class Histories(Writing, Meddling):
    """One history of an archive, by all steps there are."""
