"""Partnerships with a past: closed rounds with the answers of people who differ."""

from dataclasses import dataclass
from datetime import timedelta
from random import Random

from monitor.domain.partnership import Partnership
from monitor.domain.response import Response
from monitor.services.ports import UnitOfWorkFactory
from tests.builders import CORE_CODES
from tests.factories import (
    NOW,
    Invited,
    StoredRound,
    add_partnership,
    add_round,
    make_response,
)


@dataclass(frozen=True, slots=True)
class Past:
    """How much there is, the same of every partnership; ``skipped``: what nobody answered.

    ``light``: light rounds after all others.
    """

    partnerships: int = 10
    rounds: int = 6
    people: int = 3
    is_sample: bool = False
    skipped: str | None = None
    is_linked: bool = False
    light: int = 0


def add_history(unit_of_work: UnitOfWorkFactory, past: Past) -> list[Partnership]:
    """Store partnerships whose rounds are all closed."""
    random = Random(str(past))  # noqa: S311 - Not a secret.
    return [_add_one(unit_of_work, past, number, random) for number in range(past.partnerships)]


def _add_one(
    unit_of_work: UnitOfWorkFactory, past: Past, number: int, random: Random
) -> Partnership:
    stored = add_partnership(
        unit_of_work,
        name=f"Samenwerking {number} {past.is_sample}",
        people_per_party=past.people,
        is_sample=past.is_sample,
        is_linked=past.is_linked,
    )
    rounds = [stored.open_round] + [
        add_round(
            unit_of_work,
            stored.partnership,
            sequence=sequence,
            is_linked=past.is_linked,
            is_light=sequence > past.rounds,
        )
        for sequence in range(2, past.rounds + past.light + 1)
    ]
    leanings = {each.id: random.gauss(3.8, 0.6) for each in stored.participants}
    with unit_of_work() as work:
        for each in rounds:
            work.responses.add_many(
                [
                    _answer(each, one, leanings[one.participant.id], random, past)
                    for one in each.invited
                ]
            )
            work.rounds.set_closed(each.round.id, NOW + timedelta(days=14))
        work.commit()
    return stored.partnership


def _answer(
    stored: StoredRound, one: Invited, leaning: float, random: Random, past: Past
) -> Response:
    return make_response(
        key=f"{stored.round.id:020}{one.participant.id:020}",
        round_id=stored.round.id,
        party_id=one.participant.party_id,
        answers={
            code: min(5, max(1, round(random.gauss(leaning, 0.8))))
            for code in CORE_CODES
            if code != past.skipped
        },
        is_sent=True,
        pseudonym=f"{one.participant.id:040}" if past.is_linked else None,
    )
