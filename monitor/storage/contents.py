"""Responses, releases and estimates as the JSON that their ``content`` columns hold."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pydantic import TypeAdapter

from monitor.domain.analysis.estimates import VarianceEstimates
from monitor.domain.response import Audience, Comment, Response
from monitor.domain.results import PublishedNotice, PublishedParty, PublishedRound

_RELEASE = TypeAdapter(PublishedRound)
_ESTIMATES = TypeAdapter(VarianceEstimates)


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


def read_release(content: str) -> PublishedRound:
    """Return the release whose JSON text this is, its sequences as tuples: frozen throughout."""
    release = _RELEASE.validate_json(content)
    return replace(
        release,
        parties=tuple(_freeze(party) for party in release.parties),
        flags=tuple(release.flags),
        comments=tuple(release.comments),
        good_news=tuple(release.good_news),
        noticed=tuple(_freeze_notice(notice) for notice in release.noticed),
        audit=release.audit and replace(release.audit, hidden=tuple(release.audit.hidden)),
    )


def write_estimates(estimates: VarianceEstimates) -> dict[str, Any]:
    """Return estimates ready for JSON."""
    content: dict[str, Any] = _ESTIMATES.dump_python(estimates, mode="json")
    return content


def read_estimates(content: Mapping[str, Any]) -> VarianceEstimates:
    """Return the estimates from what :func:`write_estimates` made."""
    return _ESTIMATES.validate_python(content)


def _freeze(party: PublishedParty) -> PublishedParty:
    questions = tuple(
        question if question.counts is None else replace(question, counts=tuple(question.counts))
        for question in party.questions
    )
    return replace(party, questions=questions)


def _freeze_notice(notice: PublishedNotice) -> PublishedNotice:
    return replace(notice, counts=notice.counts and tuple(notice.counts))
