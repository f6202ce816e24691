"""How much of a long list stands on its own page: the rest is on the pages of its years."""

AT_LEAST = 30
"""A list shows its newest year, and no fewer entries than this."""


def shown(newest: int) -> int:
    """How many entries to show of a list that has so many in its newest year."""
    return max(newest, AT_LEAST)
