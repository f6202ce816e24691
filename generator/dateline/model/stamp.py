"""What is remembered of a file, so that a file nobody has touched need not be read again.

In: what the system says of a file, and the time. Out: whether it can have changed since. Nothing
here asks the clock or opens a file.

A file can change without a trace: written again with the same length within one tick of the
file system's clock, it looks the same for ever (git's documentation calls such a file racily
clean: Documentation/technical/racy-git). So a stamp counts only if the file had been left alone
for longer than any such tick when the stamp was taken: ext4 and APFS tick in milliseconds,
HFS+ in seconds, FAT every two seconds. Which it is shows in the times themselves.
"""

from os import stat_result

from msgspec import Struct

GRAIN_NS = 2_000_000_000
"""The slowest clock of a file system, FAT's."""
FINE_NS = 20_000_000
"""Longer than a tick of the systems whose times are no whole hundredths of a second: Linux
writes down its own clock, which ticks every 10 ms at the slowest, Windows its 15.6 ms."""
HUNDREDTH_NS = 10_000_000


class Stamp(Struct, frozen=True, array_like=True):
    """What the system said of a file, and when it was asked (`read_ns`); times in nanoseconds
    since 1970. `ctime_ns` is what tells of an edit whose `mtime_ns` was set back."""

    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int
    read_ns: int


def stamp(stat: stat_result, now_ns: int) -> Stamp:
    """The stamp of a file. First the clock (`time.time_ns`), then the file's `stat`, then its
    content: in this order, what is written meanwhile shows in the next `stat`."""
    return Stamp(stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino, now_ns)


def unchanged(then: Stamp, stat: stat_result) -> bool:
    """Whether the file is certainly what it was. False costs a reading, no more: it is also said
    of a file changed shortly before its stamp, or, by a clock set back, after it."""
    return stamp(stat, then.read_ns) == then and settled(then)


def settled(then: Stamp) -> bool:
    """Whether a file had been left alone for longer than a tick when it was asked about: any
    change since shows."""
    return then.read_ns - max(then.mtime_ns, then.ctime_ns) >= grain(then)


def grain(then: Stamp) -> int:
    """How long a tick of a file's times may be, in nanoseconds."""
    is_fine = then.mtime_ns % HUNDREDTH_NS and then.ctime_ns % HUNDREDTH_NS
    return FINE_NS if is_fine else GRAIN_NS
