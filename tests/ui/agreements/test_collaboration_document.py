"""The collaboration agreement on a screen: its sections, and the questions that are open."""

from dataclasses import replace

import pytest

from monitor.domain.partnership import Language, PartyId
from monitor.domain.register.collaboration import (
    Collaboration,
    Contribution,
    ContributionKind,
    PartyRole,
    RoleLevel,
    TopicRoles,
)
from monitor.i18n.agreement_words import SECTIONS
from monitor.ui.agreements.collaboration_document import render_document
from tests.charts.scenes import make_reader
from tests.factories import make_partnership
from tests.pages.conftest import plain

MUNICIPALITY, INITIATIVE = PartyId(1), PartyId(2)
DUTCH = make_reader(Language.DUTCH)


@pytest.mark.parametrize("language", Language)
def test_an_empty_agreement_shows_every_section_with_its_open_questions(language: Language) -> None:
    reader = make_reader(language)

    html = render_document(Collaboration(), make_partnership(), reader)

    for section, names in SECTIONS.items():
        assert reader.t(f"collaboration.section.{section}") in html
        for name in names:
            assert reader.t(f"collaboration.question.{name}") in html


def test_what_was_filled_in_is_no_question_any_more() -> None:
    collaboration = Collaboration(goal="Van het gas af.\nSamen.")

    html = render_document(collaboration, make_partnership(), DUTCH)

    assert "<p>Van het gas af.</p><p>Samen.</p>" in html
    assert DUTCH.t("collaboration.question.goal") not in html
    assert DUTCH.t("collaboration.question.intention") in html


def test_a_party_of_which_nothing_is_written_yet_has_its_place() -> None:
    brought = (Contribution(MUNICIPALITY, ContributionKind.MEANS, "400 uur"),)

    words = plain(render_document(Collaboration(contributions=brought), make_partnership(), DUTCH))

    assert "Gemeente Veldzicht Middelen: 400 uur Zonnewijk Nog samen in te vullen" in words


def test_roles_are_a_table_with_headings_for_rows_and_columns() -> None:
    rows = (TopicRoles("Geld", (PartyRole(INITIATIVE, RoleLevel.SUPPORTS),)),)

    html = render_document(Collaboration(roles=rows), make_partnership(), DUTCH)

    assert html.count('scope="col"') == 3
    assert '<th scope="row">Geld</th>' in html
    assert '<td data-label="Zonnewijk">helpt</td>' in html


def test_nothing_that_was_typed_is_read_as_html() -> None:
    hostile = "<b>\"'&"
    collaboration = replace(
        Collaboration(goal=hostile),
        roles=(TopicRoles(hostile, ()),),
        contributions=(Contribution(MUNICIPALITY, ContributionKind.OTHER, hostile),),
    )

    html = render_document(collaboration, make_partnership(), DUTCH)

    assert "<b>" not in html
    assert html.count("&lt;b&gt;") == 3
