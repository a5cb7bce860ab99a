"""The parties of a partnership: a further one joins, or is taken out, on both databases."""

from datetime import date

import pytest

from monitor.domain.errors import InvalidPartnershipError, NotFoundError
from monitor.domain.links import make_linking_secret
from monitor.domain.partnership import (
    OrganisationId,
    Partnership,
    PartnershipId,
    PartyId,
    PartyKind,
    PrivacyMode,
)
from monitor.domain.register.agreement import Agreement, AgreementKind
from monitor.domain.register.collaboration import Collaboration
from monitor.domain.register.log import Handover
from monitor.domain.register.record import Authorship, Content
from monitor.services.checkin.answer_checkin import PartAnswers, send
from monitor.services.checkin.rounds import close_round, open_round
from monitor.services.context import Context
from monitor.services.register.agree_privacy import change_privacy
from monitor.services.register.edit_partnership import read_sheet
from monitor.services.register.manage_participants import PersonDraft, add_person
from monitor.services.register.manage_parties import NewParty, add_party, remove_party
from tests.agreeing import has_everybody_agreed
from tests.answering import save_part
from tests.factories import NOW, TODAY, TWO_WEEKS, StoredPartnership, add_partnership

BOARD = NewParty(name=" Waterschap ", kind=PartyKind.OTHER)
WRITTEN = Authorship("Els", NOW)


@pytest.fixture
def stored(context: Context) -> StoredPartnership:
    return add_partnership(context.unit_of_work)


@pytest.fixture
def partnership(stored: StoredPartnership) -> Partnership:
    return stored.partnership


def parties_of(context: Context, partnership: Partnership) -> list[str]:
    with context.unit_of_work(reads_only=True) as uow:
        return [party.name for party in uow.partnerships.get(partnership.id).parties]


def test_a_new_organisation_becomes_the_last_party(
    context: Context, partnership: Partnership
) -> None:
    party = add_party(context, partnership.id, BOARD)

    assert (party.name, party.kind) == ("Waterschap", PartyKind.OTHER)
    assert parties_of(context, partnership)[2:] == ["Waterschap"]


def test_an_organisation_of_another_partnership_may_join(
    context: Context, partnership: Partnership
) -> None:
    known = add_partnership(context.unit_of_work, name="Ander").partnership.parties[1].organisation

    party = add_party(context, partnership.id, NewParty(known.id))

    assert party.organisation == known


def test_the_open_round_goes_on_without_the_new_party_and_the_next_one_asks_it(
    context: Context, stored: StoredPartnership
) -> None:
    for token in stored.tokens:
        save_part(context, token, PartAnswers(answers={"TRU1": 4}))
        send(context, token)
    party = add_party(context, stored.partnership.id, BOARD)
    add_person(context, party.id, PersonDraft("Bo"))

    published = close_round(context, stored.round.id)

    before = {each.id for each in stored.partnership.parties}
    assert before <= {each.party_id for each in published.parties}
    opened = open_round(context, stored.partnership.id, NOW + TWO_WEEKS)
    with context.unit_of_work(reads_only=True) as uow:
        asked = {each.party_id for each in uow.rounds.invitations_of(opened.id)}
    assert asked == {*before, party.id}


@pytest.mark.parametrize(
    ("new", "fault"),
    [
        (NewParty(name="  "), "name_missing"),
        (NewParty(name="a" * 256), "too_long"),
    ],
)
def test_a_party_needs_a_name_that_fits(
    context: Context, partnership: Partnership, new: NewParty, fault: str
) -> None:
    with pytest.raises(InvalidPartnershipError, match=fault):
        add_party(context, partnership.id, new)


def test_an_organisation_is_one_party_only(context: Context, partnership: Partnership) -> None:
    there = partnership.parties[0].organisation.id

    with pytest.raises(InvalidPartnershipError, match="party_twice"):
        add_party(context, partnership.id, NewParty(there))


def test_where_more_is_shown_than_usual_the_new_party_must_agree(
    context: Context, partnership: Partnership
) -> None:
    with context.unit_of_work() as uow:
        uow.linking_secrets.add(partnership.id, make_linking_secret())
        uow.commit()
    assert read_sheet(context, partnership.id).is_consent_needed

    with pytest.raises(InvalidPartnershipError, match="agreed_missing"):
        add_party(context, partnership.id, BOARD)

    assert len(parties_of(context, partnership)) == 2


def test_what_the_new_party_agreed_to_is_recorded_so_that_all_have_agreed(
    context: Context, stored: StoredPartnership
) -> None:
    close_round(context, stored.round.id)
    said_by = {party.id: "Els" for party in stored.partnership.parties}
    change_privacy(context, stored.partnership.id, PrivacyMode.OPEN, 3, said_by)

    add_party(context, stored.partnership.id, NewParty(name="Waterschap", agreed_by=" Bo "))

    with context.unit_of_work(reads_only=True) as uow:
        wider = uow.partnerships.get(stored.partnership.id)
        consents = uow.consents.list_of(wider.id)
    assert has_everybody_agreed(wider, consents)
    assert [each.given_by for each in consents] == ["Els", "Els", "Bo"]
    assert consents[-1].given_on == TODAY


def test_a_party_added_by_mistake_is_taken_out_with_its_people(
    context: Context, partnership: Partnership
) -> None:
    party = add_party(context, partnership.id, BOARD)
    add_person(context, party.id, PersonDraft("Bo"))
    assert list(read_sheet(context, partnership.id).removable) == [party.id]

    remove_party(context, partnership.id, party.id)

    assert len(parties_of(context, partnership)) == 2


def test_a_party_whose_people_were_ever_invited_stays(
    context: Context, partnership: Partnership
) -> None:
    add_party(context, partnership.id, BOARD)

    with pytest.raises(InvalidPartnershipError, match="party_bound"):
        remove_party(context, partnership.id, partnership.parties[0].id)

    assert len(parties_of(context, partnership)) == 3


def test_two_parties_is_the_least(context: Context) -> None:
    alone = add_partnership(context.unit_of_work, people_per_party=0).partnership

    assert read_sheet(context, alone.id).removable == []


@pytest.mark.parametrize("what", ["agreement", "handover", "collaboration"])
def test_a_party_that_stands_in_what_was_written_down_stays(
    context: Context, partnership: Partnership, what: str
) -> None:
    party = add_party(context, partnership.id, BOARD)
    contents: dict[str, Content] = {
        "agreement": Agreement(AgreementKind.PROCESS, "Belt terug", party.id, TODAY),
        "handover": Handover(date(2026, 11, 1), party.id, "Bo", "Cas"),
        "collaboration": Collaboration(),
    }
    with context.unit_of_work() as uow:
        uow.records.add(partnership.id, contents[what], WRITTEN)
        uow.commit()

    with pytest.raises(InvalidPartnershipError, match="party_bound"):
        remove_party(context, partnership.id, party.id)


def test_what_does_not_exist_is_not_found(context: Context, partnership: Partnership) -> None:
    with pytest.raises(NotFoundError):
        add_party(context, PartnershipId(999), BOARD)
    with pytest.raises(NotFoundError):
        add_party(context, partnership.id, NewParty(OrganisationId(999)))
    with pytest.raises(InvalidPartnershipError):
        remove_party(context, partnership.id, PartyId(999))
