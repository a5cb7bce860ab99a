"""The card of a worry: its chips, its words, its cards and what can be done."""

from dataclasses import replace
from datetime import date

import pytest
from markupsafe import Markup

from monitor.domain.flags.view import WorryView, view_worry
from monitor.domain.flags.worry import Basis, Worry, WorryKind, WorryState
from monitor.domain.partnership import Language
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import FlagKind, Severity
from monitor.i18n.worry_sentences import write_worry
from monitor.services.cards.library import CardLibrary, read_shipped_cards
from monitor.ui.html import Tone
from monitor.ui.partnership.flag_cards import render_flag_track
from monitor.ui.partnership.worry_card import choose_tone, find_cards, list_steps, render_worry
from monitor.ui.partnership.worry_dialog import Action
from tests.charts.scenes import make_course, make_reader
from tests.domain.flags.worries import flag, make_worry
from tests.factories import TODAY, make_partnership

DUTCH = make_reader(Language.DUTCH)
PARTNERSHIP = make_partnership()
ROUNDS = make_course(
    ((3.9, 3.9, 3.9, 3.9), (3.4, 3.4, 3.4, 3.4)), ((3.9, 3.9, 3.8, 3.9), (3.4, 3.4, 2.1, 3.4))
)
BASIS = Basis(date(2026, 9, 1), 3, 2.4, PARTNERSHIP.parties[1].id, WorryKind.LOW)


def view_of(worry: Worry) -> WorryView:
    """View a worry in two rounds, the newest of which has the flag of every kind."""
    flags = [flag(kind, dimension=Dimension.GROWTH) for kind in FlagKind]
    releases = [*ROUNDS[:-1], replace(ROUNDS[-1], flags=flags)]
    return view_worry(worry, PARTNERSHIP, releases, TODAY)


@pytest.mark.parametrize("kind", WorryKind)
def test_every_kind_has_a_card_with_its_words_and_its_state(kind: WorryKind) -> None:
    view = view_of(make_worry(kind=kind, dimension=Dimension.GROWTH, basis=BASIS))
    told = write_worry(view, PARTNERSHIP, DUTCH)

    card = "".join(render_worry(view, told, render_track(view)))

    assert told.label in card
    assert "nieuw" in card
    assert "Handvat:" in card
    assert told.certainty in card


def render_track(view: WorryView) -> Markup:
    return (
        render_flag_track(view.flag, view.releases, PARTNERSHIP, DUTCH) if view.flag else Markup("")
    )


@pytest.mark.parametrize(
    ("kind", "severity", "tone"),
    [
        (WorryKind.LOW, Severity.ACT, Tone.FILLED),
        (WorryKind.LOW, Severity.WATCH, Tone.OUTLINED),
        (WorryKind.SILENCE, Severity.ACT, Tone.NEUTRAL),
        (WorryKind.OVERDUE, Severity.ACT, Tone.NEUTRAL),
    ],
)
def test_only_the_relation_itself_is_in_signal_colour(
    kind: WorryKind, severity: Severity, tone: Tone
) -> None:
    worry = make_worry(kind=kind, severity=severity, dimension=Dimension.GROWTH)

    assert choose_tone(view_of(worry)) is tone


@pytest.mark.parametrize(
    ("state", "steps"),
    [
        (WorryState.NEW, [Action.SEE, Action.TALK]),
        (WorryState.CAME_BACK, [Action.SEE, Action.TALK]),
        (WorryState.SEEN, [Action.TALK]),
        (WorryState.TALKED, []),
        (WorryState.AGREED, []),
    ],
)
def test_what_was_done_is_not_offered_again(state: WorryState, steps: list[Action]) -> None:
    assert list_steps(state) == steps


@pytest.mark.parametrize("kind", WorryKind)
def test_two_or_three_cards_fit_every_kind_of_worry(kind: WorryKind) -> None:
    view = view_of(make_worry(kind=kind, dimension=Dimension.GROWTH, basis=BASIS))

    fitting = find_cards(view, PARTNERSHIP, CardLibrary(read_shipped_cards()))

    assert 2 <= len(fitting) <= 3
