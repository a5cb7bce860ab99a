"""Responses and releases as the JSON that their ``content`` columns hold."""

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter

from monitor.domain.response import Audience, Comment, Response
from monitor.domain.results import PublishedRound

_RELEASE = TypeAdapter(PublishedRound)


def write_response(response: Response) -> dict[str, Any]:
    """Return what a response holds, ready for JSON."""
    return {
        "answers": dict(response.answers),
        "choices": {code: list(options) for code, options in response.choices.items()},
        "comments": {
            code: {"text": comment.text, "audience": comment.audience.value}
            for code, comment in response.comments.items()
        },
    }


def read_response(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a response from what :func:`write_response` made."""
    return {
        "answers": content["answers"],
        "choices": {code: tuple(options) for code, options in content["choices"].items()},
        "comments": {
            code: Comment(comment["text"], Audience(comment["audience"]))
            for code, comment in content["comments"].items()
        },
    }


def write_release(release: PublishedRound) -> dict[str, Any]:
    """Return a release ready for JSON."""
    content: dict[str, Any] = _RELEASE.dump_python(release, mode="json")
    return content


def read_release(content: Mapping[str, Any]) -> PublishedRound:
    """Return the release that :func:`write_release` was given, its sequences as tuples."""
    return _RELEASE.validate_python(_with_tuples(dict(content)))


def _with_tuples(value: object) -> object:
    """Return a JSON value with tuples for its lists, so that a release is frozen throughout."""
    if isinstance(value, list):
        return tuple(map(_with_tuples, value))
    if isinstance(value, dict):
        return {key: _with_tuples(part) for key, part in value.items()}
    return value
