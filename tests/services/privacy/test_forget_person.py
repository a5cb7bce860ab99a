"""How a person is renamed, and what becomes of a form that a party gives together."""

from monitor.domain.partnership import Partnership, PrivacyMode
from monitor.domain.privacy.pseudonym import pseudonym_of
from monitor.services.context import Context
from monitor.services.privacy.forget_person import forget_person, make_renaming
from monitor.services.register.agree_privacy import change_privacy
from monitor.services.register.manage_participants import PersonDraft, add_person
from tests.seeding import answer_all, make_partnership, open_checkin

ANNA = PersonDraft("Anna de Wit", "anna@example.org")


def choose_joint(context: Context, partnership: Partnership) -> None:
    said_by = {party.id: "Noor Visser" for party in partnership.parties}
    change_privacy(context, partnership.id, PrivacyMode.JOINT, 3, said_by)


def test_the_name_and_the_address_are_replaced_by_the_number(context: Context) -> None:
    partnership = make_partnership(context, "Oosterdal", people=1)
    person = add_person(context, partnership.parties[0].id, ANNA)

    with context.unit_of_work(reads_only=True) as uow:
        renaming = make_renaming(uow, partnership.id, person)

    assert (renaming.name, renaming.email) == ("Anna de Wit", "anna@example.org")
    assert renaming.pseudonym == pseudonym_of(person.id)


def test_what_somebody_else_in_the_partnership_has_too_stays(context: Context) -> None:
    partnership = make_partnership(context, "Oosterdal", people=1)
    person = add_person(context, partnership.parties[0].id, ANNA)
    add_person(context, partnership.parties[1].id, PersonDraft("ANNA de Wit", "ANNA@example.org"))

    with context.unit_of_work(reads_only=True) as uow:
        renaming = make_renaming(uow, partnership.id, person)

    assert (renaming.name, renaming.email) == (None, None)


def test_a_form_that_a_party_gives_together_stays(context: Context) -> None:
    partnership = make_partnership(context, "Oosterdal", people=2)
    choose_joint(context, partnership)
    opened = open_checkin(context, partnership)
    answer_all(context, opened.municipality[:1], {})

    with context.unit_of_work() as uow:
        first = uow.partnerships.participants_of(partnership.id)[0]
        forget_person(context, uow, partnership.id, first)
        uow.commit()

    with context.unit_of_work(reads_only=True) as uow:
        assert uow.responses.count(opened.id) == 1
