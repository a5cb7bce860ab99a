"""What a handover card says, in the reader's language: the same on screen and on paper."""

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.domain.glossary import make_glossary
from monitor.domain.partnership import PartyId, PartyKind
from monitor.domain.questionnaire import Dimension
from monitor.domain.register.agreement import Agreement
from monitor.domain.results import PublishedParty, PublishedRound
from monitor.i18n.agreement_words import RoleTable, table_of_roles, write_due
from monitor.i18n.growth_sentences import name_kinds, write_now, write_step
from monitor.i18n.reader import Reader, capitalise, is_fine_score, shorten
from monitor.i18n.worry_sentences import title_worry
from monitor.services.logbook.handover_card import HandoverCard

_DASH = "–"
_LONGEST_NAME = 24


@dataclass(frozen=True, slots=True)
class CardLine:
    """A line of the card: what it says, and a note that explains it."""

    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """The published means of one party on one dimension, a cell for each quarter."""

    dimension: str
    party_id: PartyId
    party: str
    kind: PartyKind
    cells: Sequence[str]


@dataclass(frozen=True, slots=True)
class CardText:
    """Everything that a handover card says; an empty part was not written down."""

    title: str
    about: str
    goal: str
    frames: Sequence[CardLine]
    roles: RoleTable | None
    agreements: Sequence[CardLine]
    points: Sequence[CardLine]
    quarters: Sequence[str]
    scores: Sequence[ScoreRow]
    growth: Sequence[str]
    people: Sequence[str]
    words: Sequence[CardLine]

    @property
    def has_hidden(self) -> bool:
        """Tell whether a number is missing."""
        return any(_DASH in row.cells for row in self.scores)


def write_card(card: HandoverCard, reader: Reader) -> CardText:
    """Write everything that a handover card says."""
    t, partnership, agreed = reader.t, card.partnership, card.collaboration
    day = reader.formatter.long_day(card.today)
    return CardText(
        title=t("handover.card.title", partnership=partnership.name),
        about=t(
            "handover.card.about",
            parties=" · ".join(party.name for party in partnership.parties),
            phase=t(f"phase.{partnership.phase.value}"),
            day=day,
        ),
        goal=agreed.goal or agreed.intention if agreed else "",
        frames=_write_frames(card, reader),
        roles=table_of_roles(agreed, partnership, reader) if agreed and agreed.roles else None,
        agreements=[
            CardLine(each.text, _write_promise(each, card, reader)) for each in card.agreements
        ],
        points=_write_points(card, reader),
        quarters=[_write_quarter(place, each, reader) for place, each in enumerate(card.releases)],
        scores=_write_scores(card, reader),
        growth=_write_growth(card, reader),
        people=_write_people(card, reader),
        words=_write_words(card, reader),
    )


def _write_promise(agreement: Agreement, card: HandoverCard, reader: Reader) -> str:
    owner = card.partnership.party(agreement.owner).name
    return f"{owner}, {write_due(agreement, card.today, reader)}"


def _write_frames(card: HandoverCard, reader: Reader) -> Sequence[CardLine]:
    frames = card.collaboration.frames if card.collaboration else None
    if frames is None:
        return []
    written = {"fixed": frames.fixed, "open": frames.open, "decides": frames.decides}
    return [
        CardLine(f"{reader.t(f'collaboration.field.frames_{name}')}:", text)
        for name, text in written.items()
        if text
    ]


def _write_points(card: HandoverCard, reader: Reader) -> Sequence[CardLine]:
    """Name the open worries, each with where it stands and what was noted last."""
    lines = []
    for view in card.worries:
        notes = [step.note for step in view.worry.steps if step.note]
        state = capitalise(reader.t(f"worry.state.{view.worry.state.value}"))
        note = f"{state}. {notes[-1]}" if notes else state
        lines.append(CardLine(title_worry(view, card.partnership, reader), note))
    return lines


def _write_quarter(place: int, release: PublishedRound, reader: Reader) -> str:
    """Write a quarter as under a chart: the year with the first one and with each first quarter."""
    quarter = release.quarter
    tick = reader.formatter.quarter_tick(quarter)
    return f"{tick} {quarter.year}" if place == 0 or quarter.number == 1 else tick


def _write_scores(card: HandoverCard, reader: Reader) -> Sequence[ScoreRow]:
    partnership = card.partnership
    return [
        ScoreRow(
            reader.dimension(dimension),
            party.id,
            capitalise(shorten(reader.party(partnership, party.id), _LONGEST_NAME)),
            party.kind,
            [_write_score(_find(each, party.id), dimension, reader) for each in card.releases],
        )
        for dimension in Dimension
        for party in partnership.parties
        if card.releases
    ]


def _find(release: PublishedRound, party_id: PartyId) -> PublishedParty | None:
    return next((each for each in release.parties if each.party_id == party_id), None)


def _write_score(party: PublishedParty | None, dimension: Dimension, reader: Reader) -> str:
    score = party.scores.get(dimension) if party else None
    if party is None or score is None or score.mean is None:
        return _DASH
    return reader.score(score.mean, fine=is_fine_score(party, dimension))


def _write_growth(card: HandoverCard, reader: Reader) -> Sequence[str]:
    t, step = reader.t, card.growth.next_step
    lines = [write_now(card.growth, reader)]
    if step is not None:
        day = reader.formatter.long_day(step.content.on)
        lines.append(t("growth.next", step=write_step(step.content, reader), day=day))
    kinds = [kind for each in card.support for kind in each.kinds]
    if kinds:
        lines.append(t("growth.support_now", kinds=name_kinds(kinds, reader)))
    return lines


def _write_people(card: HandoverCard, reader: Reader) -> Sequence[str]:
    """Say who is called: contact person, stand-in, manager, and who guards the relation."""
    t, partnership, agreed = reader.t, card.partnership, card.collaboration
    profile = partnership.profile
    named = {
        "contact": partnership.contact,
        "stand_in": profile.stand_in,
        "manager": card.manager.name if card.manager else None,
        "keeper": agreed.keeper if agreed else None,
    }
    lines = [t(f"handover.people.{role}", name=name) for role, name in named.items() if name]
    if card.manager and card.manager.email:
        lines.append(card.manager.email)
    if profile.answer_days:
        lines.append(t("handover.people.answer", n=profile.answer_days))
    if profile.next_meeting_on:
        day = reader.formatter.long_day(profile.next_meeting_on)
        lines.append(t("handover.people.meeting", day=day))
    return lines


def _write_words(card: HandoverCard, reader: Reader) -> Sequence[CardLine]:
    """Explain the words of the parties themselves first, then those that come with the product."""
    lines = make_glossary(card.shipped, card.terms, reader.t.language)
    in_order = sorted(lines, key=lambda line: line.own is None)
    return [CardLine(f"{line.word}:", line.meaning) for line in in_order]
