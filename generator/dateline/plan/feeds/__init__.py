"""Feeds: what is followed, which items it has, and in which files they are.

`links` says which feeds a page has, `streams` finds a stream's items, `items` makes them, `files`
makes the feeds and their archives.
"""
