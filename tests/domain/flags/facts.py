"""Facts for tests of the rules: a partnership that keeps everything in order, but for one thing."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from monitor.domain.flags.facts import RelationFacts
from monitor.domain.partnership import ManagerId, PartnershipId, PartyId, Profile, RecordId
from monitor.domain.register.agreement import Agreement, AgreementKind
from monitor.domain.register.collaboration import Collaboration, Frames
from monitor.domain.register.record import Authorship, Record
from tests.factories import NOW, TODAY, make_partnership, make_release

YEAR_AGO = TODAY - timedelta(days=365)
WRITTEN = Authorship("Noor Visser", NOW - timedelta(days=300))


def make_facts(**changes: Any) -> RelationFacts:  # noqa: ANN401 - Any field of the facts.
    """Make facts of which no rule holds, with these changes."""
    partnership = replace(
        make_partnership(contact="Noor Visser"), profile=Profile(manager_id=ManagerId(1))
    )
    kept = RelationFacts(
        partnership=partnership,
        latest=make_release(),
        started_on=YEAR_AGO,
        latest_on=TODAY - timedelta(days=60),
        collaboration=make_collaboration(),
        contacted_on=TODAY - timedelta(days=7),
        has_managers=True,
    )
    return replace(kept, **changes)


def make_collaboration(**content: Any) -> Record[Collaboration]:  # noqa: ANN401 - Any field of it.
    """Make a collaboration agreement with frames, written most of a year ago."""
    agreed = Collaboration(frames=Frames(fixed="Het budget"))
    return Record(RecordId(1), PartnershipId(1), replace(agreed, **content), WRITTEN)


def make_agreement(*, id: int = 2, **content: Any) -> Record[Agreement]:  # noqa: A002, ANN401
    """Make an open agreement of the municipality, made half a year ago."""
    agreement = Agreement(
        AgreementKind.PROCESS, "Elke maand overleg", PartyId(1), TODAY - timedelta(days=180)
    )
    return Record(RecordId(id), PartnershipId(1), replace(agreement, **content), WRITTEN)
