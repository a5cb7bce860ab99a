from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from monitor.domain.flags.worry import Basis, Snooze, Worry, WorryKind, WorryState
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import Severity
from monitor.services.cards.library import CardLibrary, read_shipped_cards
from monitor.services.cards.suggest_cards import suggest_cards
from tests.domain.flags.worries import make_worry
from tests.factories import TODAY, make_card, make_partnership

LIBRARY = CardLibrary(read_shipped_cards())


def suggest(*worries: Worry, library: CardLibrary = LIBRARY) -> Sequence[str]:
    """Return the codes of the suggested cards."""
    suggestions = suggest_cards(make_partnership(), worries, library, TODAY)
    return [each.card.code for each in suggestions]


def test_the_gravest_worry_comes_first_each_with_a_card_of_its_own() -> None:
    watched = make_worry(id=1, kind=WorryKind.NO_CONTACT_PERSON, dimension=None)
    grave = make_worry(id=2, kind=WorryKind.LOW, severity=Severity.ACT)

    assert suggest(watched, grave) == ["D1", "V3"]


def test_two_worries_about_the_same_get_two_cards() -> None:
    low = make_worry(id=1, kind=WorryKind.LOW)
    decline = make_worry(id=2, kind=WorryKind.DECLINE)

    assert suggest(low, decline) == ["D1", "REPAIR"]


def test_a_meeting_holds_three_cards_however_many_worries_there_are() -> None:
    worries = [
        make_worry(id=number, kind=kind, dimension=dimension)
        for number, (kind, dimension) in enumerate(
            (kind, dimension) for kind in WorryKind for dimension in Dimension
        )
    ]

    assert len(suggest(*worries)) == 3


def test_what_is_settled_gone_or_resting_asks_for_no_card() -> None:
    worry = make_worry()
    resting = Snooze(TODAY + timedelta(days=7), "vakantie", "Noor Visser")

    assert suggest(
        replace(worry, state=WorryState.AGREED),
        replace(worry, state=WorryState.CLOSED),
        replace(worry, is_present=False),
        replace(worry, snooze=resting),
    ) == []  # fmt: skip


def test_what_nothing_was_agreed_about_is_talked_about_as_what_it_is_about() -> None:
    stuck = make_worry(
        kind=WorryKind.NO_AGREEMENT, dimension=None, basis=Basis(about=WorryKind.SILENCE)
    )

    assert suggest(stuck)[0] == "WHO_IS_MISSING"


def test_own_cards_of_the_parties_are_among_them() -> None:
    party = make_partnership().parties[1]
    own = make_card(code="OWN_1", worries=(WorryKind.LOAD,), organisation_id=party.organisation.id)
    load = make_worry(kind=WorryKind.LOAD, dimension=None)

    assert suggest(load, library=CardLibrary([own, *LIBRARY.cards])) == ["FAIR_LOAD"]
    better = replace(own, guidelines=("T5",))
    assert suggest(load, library=CardLibrary([better, *LIBRARY.cards])) == ["OWN_1"]


def test_without_worries_nothing_is_suggested() -> None:
    assert suggest() == []
