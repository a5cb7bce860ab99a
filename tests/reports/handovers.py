"""Handover cards for tests: one that holds everything, and one that holds nothing."""

from dataclasses import replace
from datetime import UTC, date, datetime

from monitor.domain.flags.view import view_worry
from monitor.domain.flags.worry import Step, StepKind, Worry, WorryId, WorryKind, WorryState
from monitor.domain.growth import GrowthPath
from monitor.domain.manager import Manager
from monitor.domain.partnership import Language, ManagerId, Partnership, PartnershipId, Profile
from monitor.domain.register.agreement import Agreement, AgreementKind
from monitor.domain.register.collaboration import (
    Collaboration,
    Frames,
    PartyRole,
    RoleLevel,
    TopicRoles,
)
from monitor.domain.register.log import GrowthStage, GrowthStep, Support, SupportKind, Term
from monitor.domain.register.record import Authorship, ContentT, Record, RecordId
from monitor.domain.results import Severity
from monitor.services.logbook.glossary import read_shipped_terms
from monitor.services.logbook.handover_card import HandoverCard
from tests.charts.scenes import make_course
from tests.factories import make_organisation, make_partnership, make_party

WRITTEN = Authorship("Ada", datetime(2026, 11, 17, 9, 30, tzinfo=UTC))
TODAY = date(2026, 11, 17)
HIGH, LOW = (3.9, 3.7, 3.9, 3.7), (3.1, 2.9, 2.4, 3.3)


def make_empty_card() -> HandoverCard:
    """Make the card of a partnership of which nothing was written down."""
    return HandoverCard(make_partnership(), TODAY)


def make_card(text: str = "", *, times: int = 1) -> HandoverCard:
    """Make a card with everything on it, each list so many times; ``text``: in place of texts."""
    partnership = _make_partnership(text)
    municipality, initiative = (party.id for party in partnership.parties)
    roles = (PartyRole(municipality, RoleLevel.SUPPORTS), PartyRole(initiative, RoleLevel.LEADS))
    releases = make_course((HIGH, HIGH), (HIGH, None), (HIGH, LOW), (HIGH, LOW))
    worry = _make_worry(text)
    return HandoverCard(
        partnership=partnership,
        today=TODAY,
        collaboration=Collaboration(
            goal=text or "In 2032 is de wijk van het gas.",
            roles=(TopicRoles(text or "Bewoners", roles),) * min(8, 3 * times),
            frames=Frames(text or "De wijk gaat van het gas", text or "Welke bron", text or "Raad"),
            keeper=text or "Ali Demir",
        ),
        agreements=[
            Agreement(AgreementKind.PROCESS, text or "Elke maand bellen", municipality, TODAY)
        ]
        * times,
        worries=[view_worry(worry, partnership, [], TODAY)] * times,
        releases=releases,
        growth=GrowthPath(
            [_record(GrowthStep(TODAY, text or "Werkgroep", GrowthStage.ORGANISED))],
            [_record(GrowthStep(date(2027, 5, 1), text or "Coöperatie"))],
        ),
        support=[Support(TODAY, (SupportKind.TIME,), text or "Een dag")],
        manager=Manager(ManagerId(1), text or "Ruben Jansen", Language.DUTCH, "ruben@x.nl"),
        terms=[_record(Term(text or "portiekgesprek", text or "Een avond met het trappenhuis"))],
        shipped=read_shipped_terms(),
    )


def _make_partnership(text: str) -> Partnership:
    kinds = [party.kind for party in make_partnership().parties]
    names = [text or "Gemeente Veldzicht", text or "Zonnewijk"]
    parties = [
        make_party(id=number, organisation=make_organisation(id=number, name=name, kind=kind))
        for number, (name, kind) in enumerate(zip(names, kinds, strict=True), start=1)
    ]
    made = make_partnership(name=text or "Zonnewijk en Veldzicht", parties=parties)
    profile = Profile(stand_in=text or "Cas Bos", answer_days=3, next_meeting_on=TODAY)
    return replace(made, contact=text or "Noor Visser", profile=profile)


def _make_worry(text: str) -> Worry:
    note = Step(StepKind.NOTE, WRITTEN.at, "Ada", note=text or "Ligt gevoelig na de verkiezingen.")
    return Worry(
        WorryId(1),
        PartnershipId(1),
        WorryKind.NO_FRAMES,
        Severity.WATCH,
        WorryState.SEEN,
        TODAY,
        WRITTEN.at,
        steps=(note,),
    )


def _record(content: ContentT) -> Record[ContentT]:
    return Record(RecordId(1), PartnershipId(1), content, WRITTEN)
