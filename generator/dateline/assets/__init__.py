"""assets: the pictures and attachments that the site names, opened.

In: their paths. Out: each picture's size, and what may not be published (`inspect`): a file that is
not what it is called, cannot be read to its end, or could run a script in a reader's browser. And
the versions in which pictures are published (`published`), none of which holds anything of a file
but the picture: no place, no time, no camera, no name. And what draws the cards of pages (`Easel`).
"""

from dateline.assets.cards import Easel
from dateline.assets.looking import inspect, unattachable
from dateline.assets.making import BROKEN, codecs, published

__all__ = ["BROKEN", "Easel", "codecs", "inspect", "published", "unattachable"]
