"""The clock, for the doors: nobody else asks it what day it is."""

import os
from datetime import UTC, datetime


def now() -> datetime:
    """SOURCE_DATE_EPOCH (seconds since 1970, UTC) if set, else the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC)
