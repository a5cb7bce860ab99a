"""Sample partnerships are stored exactly as real ones are."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import pytest

from monitor.domain.links import derive_response_key, derive_token
from monitor.domain.partnership import Partnership, PartyKind, Phase, PrivacyMode
from monitor.domain.questionnaire import Dimension
from monitor.domain.response import Response
from monitor.domain.round import GRACE, Round
from monitor.domain.sample.simulation import Course
from monitor.domain.sample.story import SampleParty, SamplePerson, Story
from monitor.services.checkin.answer_checkin import read_checkin
from monitor.services.checkin.response_keys import response_key_of
from monitor.services.checkin.rounds import count_invited
from monitor.services.context import Context
from monitor.services.sample.sample_store import SampleStore
from tests.factories import SECRET_KEY

COURSE = Course(dict.fromkeys(Dimension, 3.5), response=1.0)
PEOPLE = [
    SamplePerson("Anna Bos"),
    SamplePerson("Bas Kok", last_round=1),
    SamplePerson("Carla Vos", first_round=2),
    *(SamplePerson(f"Persoon {number}") for number in range(9)),
]
STORY = Story(
    name="Warm Zuiderpoort",
    summary="A story.",
    closed_rounds=2,
    phases={Phase.BEFORE: 1, Phase.SET_UP: 2},
    parties=[
        SampleParty("Gemeente Veldhaven", PartyKind.MUNICIPALITY, COURSE, PEOPLE),
        SampleParty("Warm Zuiderpoort", PartyKind.INITIATIVE, COURSE, PEOPLE),
    ],
)


@pytest.fixture
def rounds(context: Context) -> Sequence[Round]:
    """Store the story and return its rounds."""
    add(context, STORY)
    with context.unit_of_work(reads_only=True) as uow:
        return uow.rounds.list_of(only_partnership(context).id)


def add(context: Context, *stories: Story) -> None:
    with context.unit_of_work() as uow:
        store = SampleStore(context, uow, [], {})
        for story in stories:
            store.add(story, Random(3))  # noqa: S311 - Not a secret.
        store.finish()
        uow.commit()


def only_partnership(context: Context) -> Partnership:
    with context.unit_of_work(reads_only=True) as uow:
        (partnership,) = uow.partnerships.list_all()
        return partnership


def tokens_of(context: Context, round_: Round) -> list[str]:
    with context.unit_of_work(reads_only=True) as uow:
        return [
            derive_token(SECRET_KEY, invitation.nonce)
            for invitation in uow.rounds.invitations_of(round_.id)
        ]


def sent_of(context: Context, round_: Round) -> Sequence[Response]:
    with context.unit_of_work(reads_only=True) as uow:
        return uow.responses.sent_of(round_.id)


def test_past_rounds_are_final_and_released(context: Context, rounds: Sequence[Round]) -> None:
    with context.unit_of_work(reads_only=True) as uow:
        releases = uow.releases.list_of(only_partnership(context).id)

    assert [round_.closed_at for round_ in rounds] == [
        rounds[0].closes_at + GRACE,
        rounds[1].closes_at + GRACE,
        None,
    ]
    assert [release.round_id for release in releases] == [rounds[0].id, rounds[1].id]
    assert [release.quarter for release in releases] == [rounds[0].quarter, rounds[1].quarter]


def test_each_round_keeps_the_phase_of_its_time(context: Context, rounds: Sequence[Round]) -> None:
    assert [round_.phase for round_ in rounds] == [Phase.BEFORE, Phase.SET_UP, Phase.SET_UP]
    assert only_partnership(context).phase is Phase.SET_UP


def test_every_response_belongs_to_an_invitation_by_the_secret_key(
    context: Context, rounds: Sequence[Round]
) -> None:
    for round_ in rounds:
        keys = {
            derive_response_key(SECRET_KEY, token)  # type: ignore[arg-type] # A token is a text.
            for token in tokens_of(context, round_)
        }
        assert {response.key for response in sent_of(context, round_)} <= keys


def test_the_open_form_of_the_first_person_is_empty_behind_their_link(
    context: Context, rounds: Sequence[Round]
) -> None:
    checkin = read_checkin(context, tokens_of(context, rounds[-1])[0])

    assert not checkin.response.answers
    assert not checkin.response.is_sent


def test_some_forms_of_the_open_round_are_sent_and_some_only_begun(
    context: Context, rounds: Sequence[Round]
) -> None:
    forms = [read_checkin(context, token).response for token in tokens_of(context, rounds[-1])]

    begun = [form for form in forms if form.answers and not form.is_sent]
    assert begun
    assert len(sent_of(context, rounds[-1])) == sum(form.is_sent for form in forms) > 0


def test_people_come_and_go_with_their_rounds(context: Context, rounds: Sequence[Round]) -> None:
    partnership = only_partnership(context)
    with context.unit_of_work(reads_only=True) as uow:
        counts = [count_invited(uow, partnership, round_) for round_ in rounds]
        people = {
            person.name: person for person in uow.partnerships.participants_of(partnership.id)
        }

    assert [set(count.values()) for count in counts] == [{11}, {11}, {11}]
    assert people["Bas Kok"].active_until == rounds[0].closes_at.date()
    assert people["Carla Vos"].active_from == rounds[1].opens_at.date()
    assert people["Anna Bos"].active_until is None


def test_one_municipality_may_be_in_several_partnerships(context: Context) -> None:
    add(context, STORY, STORY)

    with context.unit_of_work(reads_only=True) as uow:
        organisations = {
            party.organisation.id
            for partnership in uow.partnerships.list_all()
            for party in partnership.parties
        }
    assert len(organisations) == 2


def test_in_joint_mode_the_answer_of_a_party_is_behind_its_link(context: Context) -> None:
    one_each = [replace(party, people=[SamplePerson("Anna Bos")]) for party in STORY.parties]
    add(context, replace(STORY, parties=one_each, privacy_mode=PrivacyMode.JOINT))
    with context.unit_of_work(reads_only=True) as uow:
        past = uow.rounds.list_of(only_partnership(context).id)[0]
        people = uow.rounds.invitations_of(past.id)
        published = uow.releases.list_of(only_partnership(context).id)[0]

    keys = {response_key_of(context, past, each) for each in people}
    assert {each.key for each in sent_of(context, past)} == keys
    assert [(party.respondents, party.invited) for party in published.parties] == [(1, 1)] * 2
