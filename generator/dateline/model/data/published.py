"""The JSON Schema of `briefing.json`, by its records: published in `docs/reference/schemas/`."""

from typing import Any

import msgspec

from dateline.model.data.briefing import BriefingData

DIALECT = "https://json-schema.org/draft/2020-12/schema"
TEXT = {
    "title": "Text",
    "description": "A text: `text` without any mark-up, `html` with whole addresses.",
    "type": "object",
    "properties": {"text": {"type": "string"}, "html": {"type": "string"}},
    "required": ["text", "html"],
    "additionalProperties": False,
}
"""A text as the file has it. In the records it stands by its digest."""
REACHED = ("Text", "Prose", "Target", "Picture", "Candidate", "Use", "Mention", "Support", "Span")


def briefing_schema() -> dict[str, Any]:
    """The schema."""
    made = msgspec.json.schema(BriefingData)
    kinds = {name: found for name, found in made["$defs"].items() if name not in REACHED}
    kinds = {name: as_written(found) for name, found in kinds.items()}
    return {"$schema": DIALECT, "$ref": made["$ref"], "$defs": {**kinds, "Text": TEXT}}


def as_written(found: Any) -> Any:
    """A part of it as the file is written: numbers as numbers; every key of a record is there, and
    no other."""
    if isinstance(found, list):
        return [as_written(each) for each in found]
    if not isinstance(found, dict):
        return found
    if found.get("format") == "decimal":
        return {"type": "number"}
    made = {key: as_written(value) for key, value in found.items() if key != "default"}
    if "properties" in made and made.get("type") == "object":
        made |= {"required": sorted(made["properties"]), "additionalProperties": False}
    return made
