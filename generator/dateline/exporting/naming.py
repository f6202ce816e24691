"""What files are called that hold several briefings."""

from dateline.session.shaping import Period


def period_name(period: Period) -> str:
    """`2016-06-13--2016-06-19.ar`; of one day, `2016-06-19`."""
    days = dict.fromkeys(str(day) for day in (period.first, period.last))
    return "--".join(days) + (f".{period.lang}" if period.lang else "")
