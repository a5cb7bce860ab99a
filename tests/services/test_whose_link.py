from monitor.domain.access.account import WorkspaceId
from monitor.domain.access.actor import the_product
from monitor.domain.links import derive_mail_token
from monitor.domain.partnership import ManagerId, PartnershipId
from monitor.services.checkin.answer_checkin import PartAnswers, read_checkin
from monitor.services.context import Context
from monitor.services.mail.stop_mail import read_recipient
from monitor.services.whose_link import at_manager, at_partnership, at_personal_link
from tests.answering import save_part
from tests.seeding import make_partnership, open_checkin

OTHER = WorkspaceId(2)


def elsewhere(context: Context) -> Context:
    return context.acting_as(the_product(OTHER))


def test_a_personal_link_leads_to_the_workspace_that_it_is_of(context: Context) -> None:
    opened = open_checkin(
        elsewhere(context), make_partnership(elsewhere(context), "Elders", people=3)
    )

    found = at_personal_link(context, opened.tokens[0])

    assert found.actor == the_product(OTHER)


def test_whoever_comes_by_a_link_answers_in_its_workspace(context: Context) -> None:
    opened = open_checkin(
        elsewhere(context), make_partnership(elsewhere(context), "Elders", people=3)
    )

    save_part(context, opened.tokens[0], PartAnswers(answers={"TRU1": 4}))

    assert read_checkin(context, opened.tokens[0]).response.answers["TRU1"] == 4


def test_a_link_to_stop_mail_leads_to_its_workspace(context: Context) -> None:
    partnership = make_partnership(elsewhere(context), "Elders", people=3)
    with elsewhere(context).unit_of_work(reads_only=True) as uow:
        person = uow.partnerships.participants_of(partnership.id)[0]

    token = derive_mail_token(context.secret_key, person.id)

    assert read_recipient(context, person.id, token) == person


def test_what_is_in_the_workspace_itself_or_nowhere_changes_nothing(context: Context) -> None:
    here = make_partnership(context, "Hier", people=3)

    assert at_partnership(context, here.id) is context
    assert at_partnership(context, PartnershipId(999)) is context
    assert at_manager(context, ManagerId(999)) is context
    assert at_personal_link(context, "no token") is context
