"""A bundle as it always is.

In: the files that Pagefind wrote. Out: those that browsers need, with the same bytes at every run:
Pagefind writes the values of a filter, the filters, and the languages in an order of chance, and
names files by the hashes of what came of it.

Its files are CBOR behind a mark, compressed. Of CBOR they have only numbers, texts and arrays.
"""

import gzip
import json
import zlib
from hashlib import blake2b
from typing import Any

MARK = b"pagefind_dcd"
ENTRY = "pagefind-entry.json"
FILTERS = 3
"""Where a meta file has its filters: each a pair of its name and its file's."""
NUMBER, TEXT, ARRAY = 0, 3, 4
"""The kinds of CBOR's values that there are."""


def canonical(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files of a bundle. Raises `ValueError` if they are not as we know them."""
    entry = json.loads(files[ENTRY])
    kept = {path: data for path, data in files.items() if path.startswith(("index/", "fragment/"))}
    for language in entry["languages"].values():
        meta = unpacked(files[f"pagefind.{language['hash']}.pf_meta"])
        for pair in meta[FILTERS]:
            name, values = unpacked(files[f"filter/{pair[1]}.pf_filter"])
            content = packed([name, sorted(values)])
            pair[1] = named(pair[1], content)
            kept[f"filter/{pair[1]}.pf_filter"] = content
        meta[FILTERS].sort()
        content = packed(meta)
        language["hash"] = named(language["hash"], content)
        kept[f"pagefind.{language['hash']}.pf_meta"] = content
        wasm = f"wasm.{language['wasm'] or 'unknown'}.pagefind"
        kept[wasm] = files[wasm]
    kept["pagefind.js"] = files["pagefind.js"]
    kept[ENTRY] = json.dumps(entry, ensure_ascii=False, sort_keys=True).encode()
    return {path: kept[path] for path in sorted(kept)}


def named(before: str, content: bytes) -> str:
    """What a file is called by its content: `en_` and as many digits as it had."""
    lang, _, hash_ = before.rpartition("_")
    return f"{lang}_{blake2b(content).hexdigest()[: len(hash_)]}"


def unpacked(data: bytes) -> Any:
    """What a file of Pagefind's says."""
    try:
        content = gzip.decompress(data)
    except (OSError, EOFError, zlib.error) as error:
        raise ValueError(f"Pagefind's files are not compressed as they were: {error}") from error
    if not content.startswith(MARK):
        raise ValueError("Pagefind's files do not begin as they did.")
    return decoded(content, len(MARK))[0]


def packed(value: Any) -> bytes:
    """The same back. No time stands in it."""
    return gzip.compress(MARK + encoded(value), mtime=0)


def decoded(data: bytes, at: int) -> tuple[Any, int]:
    """The value that begins at a place, and where it ends."""
    kind, size = data[at] >> 5, data[at] & 31
    at += 1
    if size >= 24:
        if size > 27:
            raise ValueError("Pagefind's files have values of no known length.")
        end = at + (1 << (size - 24))
        size, at = int.from_bytes(data[at:end], "big"), end
    if kind == NUMBER:
        return size, at
    if kind == TEXT:
        return data[at : at + size].decode(), at + size
    if kind != ARRAY:
        raise ValueError("Pagefind's files have values of another kind than they had.")
    found = []
    for _ in range(size):
        value, at = decoded(data, at)
        found.append(value)
    return found, at


def encoded(value: Any) -> bytes:
    """A value as CBOR."""
    if isinstance(value, int):
        return head(NUMBER, value)
    if isinstance(value, str):
        text = value.encode()
        return head(TEXT, len(text)) + text
    return head(ARRAY, len(value)) + b"".join(map(encoded, value))


def head(kind: int, size: int) -> bytes:
    """How a value begins, as short as can be."""
    if size < 24:
        return bytes([kind << 5 | size])
    for code, length in ((24, 1), (25, 2), (26, 4), (27, 8)):
        if size < 1 << (8 * length):
            return bytes([kind << 5 | code]) + size.to_bytes(length, "big")
    raise ValueError("A number of Pagefind's files is too large.")
