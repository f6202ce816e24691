"""authoring: what those who write, and their editors, are told of the format.

In: the schema in `model`, and for a site its own `Words`. Out: a JSON Schema for each kind of file
(`json_schema`), and the tables of the reference for authors (`filled`). Not done here: anything
that reads a file; what the build accepts is decided in `compile`, and held to this by
`tests/test_jsonschema.py`.
"""

from dateline.authoring.documents import KINDS, json_schema
from dateline.authoring.reference import filled
from dateline.authoring.words import NO_WORDS, Words, words_of

__all__ = ["KINDS", "NO_WORDS", "Words", "filled", "json_schema", "words_of"]
