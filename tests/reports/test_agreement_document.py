"""The printed collaboration agreement holds everything, and room for what is still open."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from monitor.domain.partnership import Language, PartnershipId, PartyId
from monitor.domain.register.collaboration import (
    Collaboration,
    Contribution,
    ContributionKind,
    Frames,
    Need,
    PartyRole,
    RoleLevel,
    TopicRoles,
)
from monitor.domain.register.record import Authorship, Record, RecordId
from monitor.reports.agreement_document import make_agreement_document
from monitor.services.agreements.collaborate import CollaborationView
from tests.factories import NOW, TODAY, make_organisation, make_partnership, make_party
from tests.reports.prints import AMSTERDAM, HOSTILE_NAMES, Print, squeeze

MUNICIPALITY, INITIATIVE = PartyId(1), PartyId(2)
FULL = Collaboration(
    intention="Omdat het samen beter gaat.",
    goal="In 2032 van het gas af.",
    contributions=(
        Contribution(MUNICIPALITY, ContributionKind.MEANS, "400 uur per jaar."),
        Contribution(INITIATIVE, ContributionKind.RESIDENTS, "120 huishoudens."),
    ),
    needs=(
        Need(MUNICIPALITY, "Uitleg aan het rijk."),
        Need(INITIATIVE, "Erkenning."),
    ),
    roles=(TopicRoles("Geld", (PartyRole(MUNICIPALITY, RoleLevel.DECIDES),)),),
    frames=Frames("Het jaar ligt vast.", "De techniek.", "De raad."),
    meeting_rhythm="Elke zes weken.",
    support="Zaalhuur.",
    not_done="Geen keuringen.",
    stop_together="Met een gesprek.",
    keeper="Noor Visser.",
    ambassador="Elk half jaar in de raad.",
    review_on=date(2027, 6, 1),
)


def view_of(*contents: Collaboration, name: str = "Zonnewijk en Veldzicht") -> CollaborationView:
    versions = [
        Record(
            RecordId(1),
            PartnershipId(1),
            content,
            Authorship(f"Schrijver {number}", NOW + timedelta(days=number)),
            number,
        )
        for number, content in enumerate(contents, start=1)
    ]
    return CollaborationView(make_partnership(name=name), TODAY, versions)


def print_of(view: CollaborationView, language: Language = Language.DUTCH) -> Print:
    return Print.of(make_agreement_document(view, language, AMSTERDAM))


def test_everything_that_was_written_down_is_printed() -> None:
    made = print_of(view_of(FULL))

    for text in (
        *("Omdat het samen beter gaat.", "In 2032 van het gas af.", "400 uur per jaar."),
        *("120 huishoudens.", "Uitleg aan het rijk.", "Erkenning.", "Geld beslist –"),
        *("Het jaar ligt vast.", "De techniek.", "De raad.", "Elke zes weken.", "Zaalhuur."),
        *("Geen keuringen.", "Met een gesprek.", "Noor Visser.", "Elk half jaar in de raad."),
        *("1 juni 2027", "Gemeente Veldzicht", "Zonnewijk"),
    ):
        assert text in made.text
    assert "?" not in made.text


def test_what_is_empty_is_a_question_to_fill_in_together() -> None:
    made = print_of(view_of())

    assert "Er is nog niets opgeschreven." in made.text
    assert "Wat willen wij samen bereiken" in made.text
    assert "Wie leidt, wie helpt, wie doet samen en wie beslist?" in made.text
    assert made.text.count("Nog samen in te vullen") == 4
    assert "Versies" not in made.text


def test_the_print_says_which_version_it_is_and_what_came_before() -> None:
    signed = replace(FULL, signed_on=date(2026, 11, 18), reason="Rollen aangepast.")

    made = print_of(view_of(FULL, signed))

    assert "Versie 2 van 19 november 2026. Getekend op 18 november 2026." in made.text
    assert "Versie 1, 18 november 2026, Schrijver 1." in made.text
    assert (
        "Versie 2, 19 november 2026, Schrijver 2. Rollen aangepast. Getekend op 18 november 2026."
    ) in made.text


def test_a_draft_says_that_it_is_not_signed_yet() -> None:
    assert "Dit is een concept: nog niet getekend." in print_of(view_of(FULL)).text


@pytest.mark.parametrize("language", Language)
def test_the_print_is_tagged_in_the_language_that_was_asked(language: Language) -> None:
    made = print_of(view_of(FULL), language)

    assert made.is_tagged
    assert made.claims_pdf_ua
    assert made.language == language.value
    assert made.size_mm == (210, 297)
    heading = {Language.DUTCH: "Wie brengt wat", Language.ENGLISH: "Who brings what"}
    assert heading[language] in made.text


@pytest.mark.parametrize("name", HOSTILE_NAMES.values(), ids=HOSTILE_NAMES)
def test_hostile_texts_are_printed_and_never_obeyed(name: str) -> None:
    parties = [
        make_party(id=number, organisation=make_organisation(id=number, name=name))
        for number in (1, 2)
    ]
    hostile = replace(
        FULL,
        goal=name,
        roles=(TopicRoles(name, ()),),
        contributions=(Contribution(MUNICIPALITY, ContributionKind.OTHER, name),),
    )
    view = replace(view_of(hostile), partnership=make_partnership(name=name, parties=parties))

    made = print_of(view)

    assert made.claims_pdf_ua
    assert squeeze("Met een gesprek.") in squeeze(made.text)
