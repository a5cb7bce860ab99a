"""The screens before a meeting begins and after it ended."""

from dataclasses import replace
from datetime import date

from monitor.domain.meeting.entry import EntryKind
from monitor.domain.partnership import Profile
from monitor.ui.meeting.screen.before_and_after import render_closing, render_waiting
from tests.charts.scenes import make_reader
from tests.pages.conftest import plain
from tests.reports.pack.packs import NEW_PROMISE, make_pack

DUTCH = make_reader()
PACK = make_pack()
DECK, ENTRIES = PACK.deck, PACK.entries


def test_before_it_begins_all_read_what_it_is_for_and_who_speaks_first() -> None:
    head, content = render_waiting(DECK, DUTCH)

    assert plain(head) == "Welkom bij jullie gesprek. We beginnen zo."
    assert plain(content).startswith(f"In ongeveer {DECK.plan.minutes} minuten kijken jullie")
    assert plain(content).endswith(
        "Wie vertelt eerst? Initiatief Gemeente Kort de blik van buiten Dan samen"
    )


def test_afterwards_all_read_what_they_wrote_down_and_when_they_meet_again() -> None:
    met = replace(DECK.partnership, profile=Profile(next_meeting_on=date(2027, 2, 24)))

    head, content = render_closing(replace(DECK, partnership=met), ENTRIES, DUTCH)

    assert "Jullie spreken elkaar weer op woensdag 24 februari." in plain(head)
    assert NEW_PROMISE in plain(content)


def test_what_was_undone_and_the_next_date_are_not_among_what_was_agreed() -> None:
    undone = [replace(each, is_undone=True) for each in ENTRIES]
    dates = [each for each in ENTRIES if each.kind is EntryKind.NEXT_MEETING]

    head, content = render_closing(DECK, [*undone, *dates], DUTCH)

    assert "Prik samen nog een datum" in plain(head)
    assert plain(content).startswith("Er is niets nieuws opgeschreven.")


def test_a_long_list_is_cut_and_counted() -> None:
    agreed = next(each for each in ENTRIES if not each.is_undone)

    _, content = render_closing(DECK, [agreed] * 9, DUTCH)

    assert content.count("<li>") == 7
    assert plain(content).endswith("En nog 2 afspraken, in het verslag.")
