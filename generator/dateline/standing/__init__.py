"""Standing: what still holds since the last build, asked before anything else is loaded.

In: a mkdocs.yml, the settings. Out: what was read from it (`remembered`), and what the last build
did, if nothing at all has changed since (`Standing`); or nothing, and then the doors read and
build as if this room were not there. No library that a stage needs is loaded here.
"""

from dateline.read import describe
from dateline.standing.clock import now
from dateline.standing.config import (
    Remembered,
    Way,
    are_settled,
    is_plain,
    of_config,
    remember,
    remembered,
)
from dateline.standing.last import Last, Standing

__all__ = [
    "Last",
    "Remembered",
    "Standing",
    "Way",
    "are_settled",
    "describe",
    "is_plain",
    "now",
    "of_config",
    "remember",
    "remembered",
]
