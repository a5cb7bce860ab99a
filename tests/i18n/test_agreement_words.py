"""Agreements are written field by field, complete and in the reader's language."""

from dataclasses import fields, replace
from datetime import date, timedelta

import pytest

from monitor.domain.partnership import Language, PartyId
from monitor.domain.register.agreement import Agreement, AgreementKind, AgreementState
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
from monitor.domain.register.differences import compare_records
from monitor.i18n.agreement_words import (
    SECTIONS,
    Point,
    list_contributions,
    list_needs,
    table_of_roles,
    text_of,
    write_agreement,
    write_collaboration,
    write_due,
)
from tests.charts.scenes import make_reader
from tests.factories import TODAY, make_partnership

MUNICIPALITY, INITIATIVE = PartyId(1), PartyId(2)
PARTNERSHIP = make_partnership()
DUTCH, ENGLISH = make_reader(Language.DUTCH), make_reader(Language.ENGLISH)
AGREEMENT = Agreement(
    AgreementKind.CONTACT, "We bellen.\nElke maand.", MUNICIPALITY, TODAY, date(2026, 12, 1)
)
COLLABORATION = Collaboration(
    intention="Omdat het samen beter gaat.",
    goal="Van het gas af.",
    contributions=(Contribution(INITIATIVE, ContributionKind.LOCAL_KNOWLEDGE, "Wij\nwonen hier."),),
    needs=(Need(MUNICIPALITY, "Uitleg aan het rijk."),),
    roles=(
        TopicRoles(
            "Geld",
            (
                PartyRole(MUNICIPALITY, RoleLevel.DECIDES),
                PartyRole(INITIATIVE, RoleLevel.SUPPORTS),
            ),
        ),
        TopicRoles("Avonden", (PartyRole(INITIATIVE, RoleLevel.LEADS),)),
        TopicRoles("Later", ()),
    ),
    frames=Frames("Het jaar.", "De techniek.", "De raad."),
    review_on=date(2027, 6, 1),
)


def lines(field: str, collaboration: Collaboration = COLLABORATION) -> list[str]:
    return [line.text for line in write_collaboration(collaboration, PARTNERSHIP, DUTCH)[field]]


@pytest.mark.parametrize(
    ("due_in_days", "words"),
    [
        (None, "geen datum afgesproken"),
        (1, "uiterlijk 18 november 2026"),
        (0, "vandaag: 17 november 2026"),
        (-1, "over de datum: 16 november 2026"),
    ],
)
def test_a_day_that_has_passed_is_told_without_a_judgement(
    due_in_days: int | None, words: str
) -> None:
    due_on = None if due_in_days is None else TODAY + timedelta(days=due_in_days)

    assert write_due(replace(AGREEMENT, due_on=due_on), TODAY, DUTCH) == words


@pytest.mark.parametrize("state", [each for each in AgreementState if each != "open"])
@pytest.mark.parametrize("days", [-1, 0, 1])
def test_of_what_is_decided_the_day_alone_is_told(state: AgreementState, days: int) -> None:
    due_on = TODAY + timedelta(days=days)
    decided = replace(AGREEMENT, state=state, due_on=due_on)

    assert write_due(decided, TODAY, DUTCH) == DUTCH.formatter.long_day(due_on)


def test_an_agreement_is_written_with_every_field_that_can_be_corrected() -> None:
    written = write_agreement(AGREEMENT, PARTNERSHIP, ENGLISH)

    assert {name: [line.text for line in lines] for name, lines in written.items()} == {
        "text": ["We bellen.", "Elke maand."],
        "kind": ["about contact"],
        "owner": ["Gemeente Veldzicht"],
        "made_on": ["17 November 2026"],
        "due_on": ["1 December 2026"],
        "state": ["open"],
    }


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("state", AgreementState)
@pytest.mark.parametrize("kind", AgreementKind)
def test_every_kind_and_state_has_a_word(
    kind: AgreementKind, state: AgreementState, language: Language
) -> None:
    changed = replace(AGREEMENT, kind=kind, state=state, due_on=None)

    written = write_agreement(changed, PARTNERSHIP, make_reader(language))

    assert all(written[name] for name in ("kind", "state"))
    assert written["due_on"] == []


def test_every_field_of_the_collaboration_agreement_is_written() -> None:
    of_content = {field.name for field in fields(Collaboration)} - {"frames", "reason"}
    of_frames = {f"frames_{field.name}" for field in fields(Frames)}

    assert set(write_collaboration(COLLABORATION, PARTNERSHIP, DUTCH)) == of_content | of_frames
    shown = {name for names in SECTIONS.values() for name in names}
    assert shown == (of_content | of_frames) - {"signed_on"}


def test_tables_are_written_with_a_line_for_each_row() -> None:
    assert lines("contributions") == ["Zonnewijk, lokale kennis: Wij wonen hier."]
    assert lines("needs") == ["Gemeente Veldzicht: Uitleg aan het rijk."]
    assert lines("roles") == [
        "Geld: Gemeente Veldzicht beslist; Zonnewijk helpt",
        "Avonden: Zonnewijk leidt",
        "Later",
    ]


def test_frames_and_days_are_written_and_what_is_empty_has_no_lines() -> None:
    assert lines("frames_fixed") + lines("frames_open") + lines("frames_decides") == [
        "Het jaar.",
        "De techniek.",
        "De raad.",
    ]
    assert lines("review_on") == ["1 juni 2027"]
    assert lines("signed_on") == []
    assert text_of(COLLABORATION, "frames_open") == "De techniek."
    assert text_of(COLLABORATION, "goal") == "Van het gas af."
    empty = write_collaboration(Collaboration(), PARTNERSHIP, DUTCH)
    assert not any(empty.values())


def test_a_role_that_changed_is_told_in_its_own_row() -> None:
    rows = (*COLLABORATION.roles[1:], TopicRoles("Geld", ()))

    old = write_collaboration(COLLABORATION, PARTNERSHIP, DUTCH)
    new = write_collaboration(replace(COLLABORATION, roles=rows), PARTNERSHIP, DUTCH)

    (difference,) = compare_records(old, new)
    assert difference.field == "roles"
    assert [line.new for line in difference.lines] == [
        "",
        "Avonden: Zonnewijk leidt",
        "Later",
        "Geld",
    ]


def test_the_table_of_roles_has_a_dash_where_a_party_has_no_role() -> None:
    table = table_of_roles(COLLABORATION, PARTNERSHIP, DUTCH)

    assert list(table.headers) == ["Onderwerp", "Gemeente Veldzicht", "Zonnewijk"]
    assert [list(row) for row in table.rows] == [
        ["Geld", "beslist", "helpt"],
        ["Avonden", "–", "leidt"],
        ["Later", "–", "–"],
    ]


def test_what_is_brought_and_needed_is_listed_for_every_party() -> None:
    brought = list_contributions(COLLABORATION, PARTNERSHIP, DUTCH)
    needed = list_needs(COLLABORATION, PARTNERSHIP)

    assert [each.party.id for each in brought] == [MUNICIPALITY, INITIATIVE]
    assert [each.points for each in brought] == [[], [Point("Lokale kennis", "Wij\nwonen hier.")]]
    assert [each.points for each in needed] == [[Point("", "Uitleg aan het rijk.")], []]
