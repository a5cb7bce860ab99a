"""Worries for tests: made by following a release, as the monitor makes them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from monitor.domain.flags.matching import follow_release
from monitor.domain.flags.worry import Basis, Step, StepKind, Worry, WorryId, WorryKind, WorryState
from monitor.domain.partnership import PartnershipId, PartyId
from monitor.domain.questionnaire import Dimension
from monitor.domain.register.record import Authorship
from monitor.domain.results import Flag, FlagKind, PublishedRound, Severity
from tests.factories import NOW, TODAY, make_release

PARTNERSHIP = PartnershipId(1)
INITIATIVE = PartyId(2)
NOOR = Authorship("Noor Visser", NOW)


def make_worry(
    *,
    id: int = 1,  # noqa: A002 - As it is named.
    kind: WorryKind = WorryKind.LOW,
    severity: Severity = Severity.WATCH,
    state: WorryState = WorryState.NEW,
    party: int | None = 2,
    dimension: Dimension | None = Dimension.TRUST,
    sequences: Sequence[int] = (1,),
    basis: Basis | None = None,
) -> Worry:
    """Make a worry that was found in these rounds and is in this state by its last step."""
    found = [Step(StepKind.FOUND, NOW, state=WorryState.NEW, sequence=next(iter(sequences), None))]
    found += [Step(StepKind.FOUND, NOW, sequence=each) for each in sequences[1:]]
    if state is not WorryState.NEW:
        found.append(Step(StepKind.STATE, NOW, "Noor Visser", state))
    return Worry(
        id=WorryId(id),
        partnership_id=PARTNERSHIP,
        kind=kind,
        severity=severity,
        state=state,
        opened_on=TODAY,
        changed_at=NOW,
        party=None if party is None else PartyId(party),
        dimension=dimension,
        sequences=tuple(sequences),
        steps=tuple(found),
        basis=basis or Basis(),
    )


def flag(
    kind: FlagKind = FlagKind.LOW,
    *,
    party: int | None = 2,
    dimension: Dimension | None = Dimension.TRUST,
    severity: Severity = Severity.WATCH,
) -> Flag:
    """Make a flag about the initiative's trust, unless told otherwise."""
    return Flag(kind, severity, None if party is None else PartyId(party), dimension, 0.8)


def release_with(*flags: Flag, sequence: int = 1, is_light: bool = False) -> PublishedRound:
    """Make the release of a round with these flags; all numbers are 3.4."""
    return make_release(round_id=sequence, sequence=sequence, flags=flags, is_light=is_light)


def moment_of(release: PublishedRound) -> datetime:
    """Return when a round closed: they are a quarter apart."""
    return NOW + timedelta(days=91 * release.sequence)


def day_of(release: PublishedRound) -> date:
    """Return the day on which a round closed."""
    return moment_of(release).date()


def follow(known: Sequence[Worry], *releases: PublishedRound) -> Sequence[Worry]:
    """Follow releases one after the other, and give new worries ids as storage does."""
    for release in releases:
        known = follow_release(known, release, PARTNERSHIP, moment_of(release), day_of(release))
        known = [replace(each, id=WorryId(place)) for place, each in enumerate(known, start=1)]
    return known


def only(worries: Sequence[Worry]) -> Worry:
    """Return the one worry that there is."""
    (worry,) = worries
    return worry
