"""Dateline beside Hugo: the same archive, the same pages, the same work, measured in turn."""
