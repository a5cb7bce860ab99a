"""Documents in a column: only what can be read back is written."""

from collections.abc import Collection
from typing import Any

from pydantic import TypeAdapter


def to_document(
    adapter: TypeAdapter[Any], value: object, *, without: Collection[str] = ()
) -> dict[str, Any]:
    """Return what is stored of a value. ``without``: what has a column of its own.

    What a browser sends as a choice need not be one that was offered. Once stored it would keep
    everybody from all that it is part of, for good.

    Raises:
        ValueError: it could not be read back.
    """
    document: dict[str, Any] = adapter.dump_python(value, mode="json", warnings=False)
    adapter.validate_python(document)
    return {name: kept for name, kept in document.items() if name not in without}
