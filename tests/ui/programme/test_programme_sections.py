import pytest

from monitor.domain.access.account import Role
from monitor.domain.programme import Frequency
from monitor.services.cards.library import read_shipped_cards
from monitor.ui import session
from monitor.ui.programme.programme_sections import BarTable, render_bars, write_share
from tests.charts.scenes import make_reader
from tests.services.access.scenes import somebody_of_the_workspace

READER = make_reader()
WORDS = {"D1": "Onderhoud de relatie", "D2": "Wees <open>"}


@pytest.fixture(autouse=True)
def manager(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever looks sees the library of cards as well."""
    monkeypatch.setattr(session, "actor", lambda: somebody_of_the_workspace(Role.MANAGER))


@pytest.mark.parametrize(
    ("in_ten", "words"),
    [(1, "ongeveer 1 van de 10"), (9, "ongeveer 9 van de 10"), (10, "bijna overal")],
)
def test_a_share_is_told_in_tenths(in_ten: int, words: str) -> None:
    assert write_share(in_ten, READER) == words


def test_a_row_has_a_bar_its_words_and_cards() -> None:
    card = read_shipped_cards()[0]
    table = BarTable("Handvat", [Frequency("D1", 4)], WORDS, {"D1": [card]})

    html = render_bars(table, READER)

    assert '<th scope="row">Onderhoud de relatie</th>' in html
    assert 'style="width:40%"' in html
    assert "ongeveer 4 van de 10" in html
    assert f'<a href="/cards?card={card.code}" target="_self">' in html


def test_whoever_sees_no_cards_reads_their_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "actor", lambda: somebody_of_the_workspace(Role.RESEARCHER))
    card = read_shipped_cards()[0]
    table = BarTable("Handvat", [Frequency("D1", 4)], WORDS, {"D1": [card]})

    html = render_bars(table, READER)

    assert f"<span>{card.title[READER.t.language]}</span>" in html
    assert "/cards" not in html


def test_what_is_weak_hardly_anywhere_stands_in_a_list_and_nothing_is_markup() -> None:
    table = BarTable("Handvat", [Frequency("D1", 1), Frequency("D2", 0)], WORDS, {})

    html = render_bars(table, READER)

    assert html.count("<tr>") == 2
    assert "<li>Wees &lt;open&gt;</li>" in html


def test_without_anything_weak_there_is_no_empty_table() -> None:
    html = render_bars(BarTable("Handvat", [Frequency("D1", 0)], WORDS, {}), READER)

    assert "<table" not in html
    assert "Bijna nergens:" in html
