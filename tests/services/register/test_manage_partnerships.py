from dataclasses import replace
from datetime import date

import pytest

from monitor.domain.errors import InvalidPartnershipError
from monitor.domain.partnership import Language, PartyKind, Phase, PrivacyMode
from monitor.services.context import Context
from monitor.services.register.manage_partnerships import (
    PartnershipDraft,
    PartyDraft,
    add_partnership,
    find_draft_faults,
    find_people_faults,
    suggest_first_day,
)
from tests.agreeing import has_everybody_agreed
from tests.factories import TODAY

DRAFT = PartnershipDraft(
    name=" Warm Zuiderpoort ",
    phase=Phase.SET_UP,
    privacy_mode=PrivacyMode.CONFIDENTIAL,
    parties=[
        PartyDraft("Gemeente Veldhaven", PartyKind.MUNICIPALITY, ["Els", " Piet ", "", "Els"]),
        PartyDraft("Warm Zuiderpoort", PartyKind.INITIATIVE, ["Anna <anna@voorbeeld.nl>"]),
    ],
    language=Language.ENGLISH,
)


def test_a_draft_becomes_a_partnership_with_its_people(context: Context) -> None:
    added = add_partnership(context, DRAFT)

    with context.unit_of_work(reads_only=True) as uow:
        stored = uow.partnerships.get(added.id)
        people = uow.partnerships.participants_of(added.id)
    assert stored == added
    assert stored.name == "Warm Zuiderpoort"
    assert not stored.is_sample
    assert [party.kind for party in stored.parties] == [
        PartyKind.MUNICIPALITY,
        PartyKind.INITIATIVE,
    ]
    assert [(person.name, person.email) for person in people] == [
        *(("Els", None), ("Piet", None)),
        ("Anna", "anna@voorbeeld.nl"),
    ]
    assert {person.language for person in people} == {Language.ENGLISH}
    assert {person.active_from for person in people} == {context.today()}


@pytest.mark.parametrize("is_linked", [True, False])
def test_a_secret_is_drawn_only_where_every_party_chose_to_link(
    context: Context, *, is_linked: bool
) -> None:
    added = add_partnership(context, replace(DRAFT, is_linked=is_linked))

    with context.unit_of_work(reads_only=True) as uow:
        assert (uow.linking_secrets.find(added.id) is not None) is is_linked


def test_unlinked_is_the_default(context: Context) -> None:
    added = add_partnership(context, DRAFT)

    with context.unit_of_work(reads_only=True) as uow:
        assert uow.linking_secrets.find(added.id) is None


@pytest.mark.parametrize(
    ("draft", "fault"),
    [
        (replace(DRAFT, name="  "), "name_missing"),
        (replace(DRAFT, parties=DRAFT.parties[:1]), "party_missing"),
        (
            replace(DRAFT, parties=[*DRAFT.parties, PartyDraft(" ", PartyKind.OTHER, ["Bo"])]),
            "party_missing",
        ),
        (
            replace(DRAFT, parties=[DRAFT.parties[0], PartyDraft("A", PartyKind.INITIATIVE, [])]),
            "nobody",
        ),
        (replace(DRAFT, name="x" * 256), "too_long"),
        (replace(DRAFT, contact="x" * 256), "too_long"),
        (replace(DRAFT, privacy_mode=PrivacyMode.OPEN), "agreed_missing"),
        (replace(DRAFT, privacy_mode=PrivacyMode.JOINT), "agreed_missing"),
        (replace(DRAFT, first_on=TODAY), "first_past"),
    ],
)
def test_a_draft_with_a_fault_is_named_and_not_stored(
    context: Context, draft: PartnershipDraft, fault: str
) -> None:
    assert find_draft_faults(draft, TODAY) == [fault]
    assert find_people_faults(draft) == []

    with pytest.raises(InvalidPartnershipError, match=fault):
        add_partnership(context, draft)

    with context.unit_of_work(reads_only=True) as uow:
        assert uow.partnerships.count() == 0


def test_of_people_it_is_told_who_is_wrong_and_how(context: Context) -> None:
    typed = ["Els", "anna@nergens", "y" * 256, "Bo <bo@voorbeeld.nl>"]
    draft = with_people(DRAFT, typed)

    faults = [(each.key, each.person) for each in find_people_faults(draft)]

    assert faults == [("email", "anna@nergens"), ("name_too_long", "y" * 256)]
    assert find_draft_faults(draft, TODAY) == []
    with pytest.raises(InvalidPartnershipError, match="email, name_too_long"):
        add_partnership(context, draft)


def test_with_a_first_day_a_check_in_is_planned_for_every_quarter(context: Context) -> None:
    added = add_partnership(context, replace(DRAFT, first_on=date(2026, 12, 1)))

    with context.unit_of_work(reads_only=True) as uow:
        (planned,) = uow.plans.list_of(added.id)
        rhythm = uow.plans.find_rhythm(added.id)
    assert planned.period.opens_at.astimezone(context.time_zone).date() == date(2026, 12, 1)
    assert rhythm is not None
    assert (rhythm.next_on, rhythm.months) == (date(2027, 3, 1), 3)


def test_without_a_first_day_nothing_is_planned(context: Context) -> None:
    added = add_partnership(context, DRAFT)

    with context.unit_of_work(reads_only=True) as uow:
        assert uow.plans.find_rhythm(added.id) is None
        assert list(uow.plans.list_of(added.id)) == []


def test_the_suggested_first_day_is_a_working_day_two_weeks_ahead() -> None:
    assert suggest_first_day(date(2026, 11, 17)) == date(2026, 12, 1)
    assert suggest_first_day(date(2026, 12, 11)) == date(2026, 12, 28)  # After Christmas.


def test_who_agreed_to_the_privacy_is_recorded_for_each_party(context: Context) -> None:
    names = ["Els Jansen", " Anna de Wit "]
    parties = [
        replace(party, agreed_by=name) for party, name in zip(DRAFT.parties, names, strict=True)
    ]

    added = add_partnership(context, replace(DRAFT, privacy_mode=PrivacyMode.OPEN, parties=parties))

    with context.unit_of_work(reads_only=True) as uow:
        consents = uow.consents.list_of(added.id)
    assert [each.given_by for each in consents] == ["Els Jansen", "Anna de Wit"]
    assert has_everybody_agreed(added, consents)


def test_confidential_is_allowed_before_every_party_has_agreed(context: Context) -> None:
    parties = [replace(DRAFT.parties[0], agreed_by="Els"), DRAFT.parties[1]]

    added = add_partnership(context, replace(DRAFT, parties=parties))

    with context.unit_of_work(reads_only=True) as uow:
        consents = uow.consents.list_of(added.id)
    assert [each.party_id for each in consents] == [added.parties[0].id]
    assert not has_everybody_agreed(added, consents)


def with_people(draft: PartnershipDraft, lines: list[str]) -> PartnershipDraft:
    first, *others = draft.parties
    return replace(draft, parties=[replace(first, participants=lines), *others])
