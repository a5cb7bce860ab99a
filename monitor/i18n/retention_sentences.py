"""Says how long each kind of data is kept and why, from the terms that the job itself uses."""

from collections.abc import Sequence

from monitor.domain.privacy.retention import Term, Terms
from monitor.i18n.catalogue import Translator


def describe_terms(terms: Terms, t: Translator) -> Sequence[str]:
    """Return a sentence or two about each kind, the shortest term first."""
    by_length = sorted(terms.items(), key=lambda pair: pair[1].days)
    return [
        t(
            "retention.kept",
            kind=t(f"retention.kind.{kind.value}"),
            term=describe_term(term, t),
            since=t(f"retention.since.{kind.value}"),
            why=t(f"retention.why.{kind.value}"),
        )
        for kind, term in by_length
    ]


def describe_term(term: Term, t: Translator) -> str:
    """Write a term in words: 2 years."""
    return t(f"retention.term.{term.unit.value}", n=term.count)
