"""What docs/formats/digest.md says of the JSON is true, and says all of it."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from apps.digest.document import Document
from apps.digest.exports import export
from tests.digest.documents import SITE, document, group, item

PAGE = Path(__file__).resolve().parents[2] / "docs" / "formats" / "digest.md"
TYPES = {"string": str, "integer": int, "array": list, "object": dict}
FULL = document(
    group(
        item(also=(("Bo", f"{SITE}/a/bo/"),), also_revisions=(2,)),
        item("two", state="withdrawn"),
        item("three", kind="paraphrase", quote="", said="That it *rains*."),
        item("four", kind="pointer", quote="", said="that it rains."),
    ),
    edits=(("2026-03-11", "The introduction was reworded."),),
    author="Ines",
    url=f"{SITE}/h/one/",
)


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    (block,) = re.findall(r"```json\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    return json.loads(block)


def faults(value: Any, schema: dict[str, Any], where: str = "") -> list[str]:
    """Where `value` breaks the schema; an undocumented field breaks it too."""
    if "const" in schema or "enum" in schema:
        allowed = schema.get("enum", [schema.get("const")])
        return [] if value in allowed else [f"{where}: {value!r}"]
    if not isinstance(value, TYPES[schema["type"]]):
        return [f"{where}: {value!r} is no {schema['type']}"]
    if schema["type"] == "array":
        parts = [faults(one, schema["items"], f"{where}[]") for one in value]
        return [fault for part in parts for fault in part]
    if schema["type"] != "object":
        return []
    known = schema["properties"]
    found = [f"{where}: no {name}" for name in schema["required"] if name not in value]
    found += [f"{where}: undocumented {name}" for name in value if name not in known]
    for name in set(value) & set(known):
        found += faults(value[name], known[name], f"{where}.{name}")
    return found


@pytest.mark.parametrize("post", [document(), FULL], ids=["small", "full"])
def test_every_field_is_documented_and_of_its_type(
    schema: dict[str, Any], post: Document
) -> None:
    assert faults(json.loads(export(post, "json").text), schema) == []


@pytest.mark.parametrize(
    "damage",
    [{"format": 1}, {"title": 1}, {"extra": ""}, {"groups": [{}]}, {"edits": [1]}],
)
def test_the_schema_refuses(schema: dict[str, Any], damage: dict[str, Any]) -> None:
    assert faults({**document().to_dict(), **damage}, schema)


def test_the_whole_post_comes_back_from_its_json() -> None:
    assert Document.from_dict(json.loads(export(FULL, "json").text)) == FULL
