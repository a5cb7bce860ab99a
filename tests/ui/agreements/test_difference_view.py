"""What changed is struck out or marked, and said for who does not see it."""

from monitor.domain.partnership import Language
from monitor.domain.register.differences import Line, compare_records
from monitor.domain.register.record import Authorship
from monitor.ui.agreements.difference_view import render_differences, write_authorship
from tests.charts.scenes import make_reader
from tests.factories import NOW
from tests.pages.conftest import plain

DUTCH, ENGLISH = make_reader(Language.DUTCH), make_reader(Language.ENGLISH)


def test_a_change_names_its_field_and_says_what_was_taken_out_and_what_is_new() -> None:
    differences = compare_records({"text": [Line("elke maand")]}, {"text": [Line("elke <week>")]})

    html = render_differences(differences, DUTCH, area="agreements")

    assert "<dt>Wat is de afspraak?</dt>" in html
    assert "<del>" in html
    assert "&lt;week&gt;" in html
    assert plain(html) == "Wat is de afspraak? elke weggehaald: maand nieuw: <week>"


def test_fields_have_the_names_of_their_kind_of_record() -> None:
    differences = compare_records({"goal": []}, {"goal": [Line("Together")]})

    html = render_differences(differences, ENGLISH, area="collaboration")

    assert plain(html) == "Joint goal new: Together"


def test_who_wrote_it_and_when_is_told_on_the_clock_of_the_readers() -> None:
    assert write_authorship(Authorship("Noor", NOW), DUTCH) == "Noor, 17 november 2026 om 10:30"
