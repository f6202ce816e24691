"""The files that programs read: one beside each briefing and each entry, and those of the whole
site, which are collected from a year of a language at a time."""

from dateline.plan.data.briefing import briefing_page
from dateline.plan.data.ninjs import ninjs_page
from dateline.plan.data.parts import data_parts, register_part
from dateline.plan.data.site import site_pages

__all__ = [
    "briefing_page",
    "data_parts",
    "ninjs_page",
    "register_part",
    "site_pages",
]
