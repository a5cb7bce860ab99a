from dataclasses import replace

import pytest

from monitor.domain.errors import InvalidPartnershipError
from monitor.domain.partnership import Language, PartyKind, Phase, PrivacyMode
from monitor.services.context import Context
from monitor.services.manage_partnerships import (
    PartnershipDraft,
    PartyDraft,
    add_partnership,
    find_draft_faults,
    split_names,
)

DRAFT = PartnershipDraft(
    name=" Warm Zuiderpoort ",
    phase=Phase.SET_UP,
    privacy_mode=PrivacyMode.CONFIDENTIAL,
    parties=[
        PartyDraft("Gemeente Veldhaven", PartyKind.MUNICIPALITY, ["Els", "Piet"]),
        PartyDraft("Warm Zuiderpoort", PartyKind.INITIATIVE, ["Anna"]),
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
    assert [person.name for person in people] == ["Els", "Piet", "Anna"]
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
        (
            replace(
                DRAFT,
                parties=[DRAFT.parties[0], PartyDraft("A", PartyKind.INITIATIVE, ["y" * 256])],
            ),
            "too_long",
        ),
    ],
)
def test_a_draft_with_a_fault_is_named_and_not_stored(
    context: Context, draft: PartnershipDraft, fault: str
) -> None:
    assert find_draft_faults(draft) == [fault]

    with pytest.raises(InvalidPartnershipError, match=fault):
        add_partnership(context, draft)

    with context.unit_of_work(reads_only=True) as uow:
        assert uow.partnerships.count() == 0


def test_names_are_read_one_a_line_without_empty_ones_and_repeats() -> None:
    assert split_names(" Els \n\nPiet\nEls\n  ") == ["Els", "Piet"]
