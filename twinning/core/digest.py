"""One content, one digest: what a signature, an edition or a seal stands for. Pure."""

import hashlib
import json
from typing import Any


def canonical(content: Any) -> str:
    """The content as the one JSON text that it has, whatever order its keys came in.

    >>> canonical({"b": "é", "a": 1})
    '{"a":1,"b":"é"}'
    """
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest_of(content: Any) -> str:
    """SHA-256 over the canonical text, in hexadecimal."""
    return hashlib.sha256(canonical(content).encode()).hexdigest()
