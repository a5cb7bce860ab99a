"""The form has a labelled field for all that can be written down, and says what is wrong."""

import re
from datetime import date

import pytest

from monitor.domain.meeting.entry import EntryKind, FramePart
from monitor.domain.partnership import Language
from monitor.domain.register.collaboration import RoleLevel
from monitor.services.agreements.keep_agreements import MAXIMUM_TEXT_LENGTH
from monitor.ui.meeting.writing.form_fields import render_form
from tests.charts.scenes import make_reader
from tests.factories import make_organisation, make_partnership, make_party
from tests.pages.conftest import plain

TODAY = date(2026, 11, 17)
PARTNERSHIP = make_partnership()


def form_in(language: Language) -> str:
    return str(render_form(PARTNERSHIP, TODAY, make_reader(language)))


@pytest.mark.parametrize("language", Language)
def test_every_field_has_a_label_and_a_place_for_what_is_wrong(language: Language) -> None:
    form = form_in(language)
    ids = set(re.findall(r'<(?:input|textarea)[^>]* id="([^"]+)"', form))

    assert ids == {"note-text", "note-topic", "note-due", "note-next"}
    assert ids == set(re.findall(r'<label for="([^"]+)"', form))
    for field in ("part", "text", "topic", "levels", "owner", "due", "next"):
        assert f'id="note-{field}-fault"' in form


def test_every_kind_can_be_chosen_with_its_parts_and_levels() -> None:
    form = form_in(Language.DUTCH)

    for kind in EntryKind:
        assert f'name="kind" value="{kind.value}"' in form
    for part in FramePart:
        assert f'name="part" value="{part.value}"' in form
    for level in RoleLevel:
        assert form.count(f'<option value="{level.value}">') == len(PARTNERSHIP.parties)


def test_the_owner_is_a_party_by_name_with_its_shape() -> None:
    form = form_in(Language.DUTCH)

    assert 'name="owner" value="1"><span><span class="pm-shape pm-municipality pm-square"' in form
    assert "</span>Gemeente Veldzicht</span>" in form
    assert 'name="owner" value="2"><span><span class="pm-shape pm-initiative pm-circle"' in form


def test_a_name_is_shown_as_it_is() -> None:
    party = make_party(organisation=make_organisation(name="<b>Wijk</b> & co"))
    form = str(render_form(make_partnership(parties=[party]), TODAY, make_reader(Language.ENGLISH)))

    assert "&lt;b&gt;Wijk&lt;/b&gt; &amp; co" in form


def test_an_agreement_is_short_and_days_are_to_come() -> None:
    form = form_in(Language.ENGLISH)

    assert f'data-most-agreement="{MAXIMUM_TEXT_LENGTH}"' in form
    assert form.count('min="2026-11-17"') == 2
    assert "Characters left: {n}" in form


def test_the_form_addresses_both_parties_at_once() -> None:
    words = plain(form_in(Language.DUTCH))

    assert "De afspraak, in jullie eigen woorden" in words
    assert "Wanneer zien jullie elkaar weer?" in words
