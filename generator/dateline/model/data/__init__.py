"""The records of the files that programs read, and the tables of the whole site's.

`plan/data` makes them, `render/data` and `render/database` write them. What every field means is
told in `docs/reference/data.md`, which a test holds to these records.
"""
