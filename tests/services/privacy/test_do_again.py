"""What a restored backup undid is found in the trail, and done again."""

from monitor.domain.access.account import AccountId
from monitor.domain.partnership import ParticipantId, PartnershipId
from monitor.domain.privacy.pseudonym import is_nameless
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import Deed
from monitor.services.accounts.manage_accounts import disable_account
from monitor.services.context import Context
from monitor.services.privacy.do_again import Undone, do_again, find_undone, keep_who_is_back
from monitor.services.privacy.person_data import erase_person
from tests.seeding import make_partnership
from tests.services.accounts.people import add_account, standing_of


def deed(act: Act, number: int) -> Deed:
    name = "participant" if act is Act.PERSON_ERASED else "account"
    return Deed(act, PartnershipId(1), facts={name: number})


def make_people(context: Context) -> list[ParticipantId]:
    """Store a partnership; return who takes part in it."""
    partnership = make_partnership(context, "Oosterdal", people=3)
    with context.unit_of_work(reads_only=True) as uow:
        return [each.id for each in uow.partnerships.participants_of(partnership.id)]


def test_of_an_account_the_last_act_counts_and_of_a_person_every_one_once() -> None:
    undone = find_undone(
        [
            deed(Act.ACCOUNT_DISABLED, 1),
            deed(Act.ACCOUNT_DISABLED, 2),
            deed(Act.PERSON_ERASED, 5),
            deed(Act.ACCOUNT_ENABLED, 1),
            deed(Act.ACCOUNT_DISABLED, 3),
            deed(Act.PERSON_ERASED, 5),
            deed(Act.ACCOUNT_ERASED, 3),
        ]
    )

    assert undone == Undone(
        people=[ParticipantId(5)], erased=[AccountId(3)], disabled=[AccountId(2)]
    )
    assert undone
    assert not find_undone([deed(Act.ACCOUNT_ENABLED, 1)])


def test_who_is_not_back_is_left_out(context: Context) -> None:
    forgotten, known, *_ = make_people(context)
    ada, ben = (add_account(context, name) for name in ("Ada", "Ben"))
    erase_person(context, forgotten)
    disable_account(context, ada.id)
    nobody = AccountId(99)

    back = keep_who_is_back(
        context,
        Undone(
            people=[forgotten, known], erased=[ben.id, nobody], disabled=[ada.id, ben.id, nobody]
        ),
    )

    assert back == Undone(people=[known], erased=[ben.id], disabled=[ben.id])


def test_it_is_done_again_but_for_the_last_who_can_administer(context: Context) -> None:
    person, *_ = make_people(context)
    ada, ben, eva = (add_account(context, name) for name in ("Ada", "Ben", "Eva"))

    left = do_again(context, Undone([person], [ben.id, ada.id], [eva.id]))

    assert left == Undone((), [ada.id], [])
    assert standing_of(context, ben) is None
    with context.unit_of_work(reads_only=True) as uow:
        assert is_nameless(uow.partnerships.get_participant(person))
        assert uow.accounts.get(eva.id).is_disabled
