"""One person, wherever the database keeps something of them, on both databases."""

from dataclasses import replace

from monitor.domain.privacy.pseudonym import Renaming
from monitor.domain.register.log import Contact
from monitor.domain.register.record import Authorship
from monitor.domain.response import Comment, Pseudonym
from monitor.services.ports import UnitOfWorkFactory
from monitor.services.privacy_ports import Mention, Place
from tests.factories import NOW, TODAY, add_partnership, make_response

ANNA = Renaming("P-7", "Anna de Wit", "anna@example.org")
BY_ANNA = Authorship("Anna de Wit", NOW)
OLD, NEW = Pseudonym("a" * 40), Pseudonym("b" * 40)


def test_mentions_are_found_in_this_partnership_only(unit_of_work: UnitOfWorkFactory) -> None:
    here = add_partnership(unit_of_work).partnership
    elsewhere = add_partnership(unit_of_work, name="Elders").partnership
    with unit_of_work() as work:
        work.records.add(here.id, Contact(TODAY, "Met Anna de Wit."), BY_ANNA)
        work.records.add(elsewhere.id, Contact(TODAY, "Met Anna de Wit."), BY_ANNA)
        work.commit()

    with unit_of_work(reads_only=True) as work:
        mentions = work.persons.mentions(here.id, ANNA)

    assert mentions == [
        Mention(Place.RECORD, "Met Anna de Wit."),
        Mention(Place.RECORD, "Anna de Wit"),
    ]


def test_renaming_changes_this_partnership_only(unit_of_work: UnitOfWorkFactory) -> None:
    here = add_partnership(unit_of_work).partnership
    elsewhere = add_partnership(unit_of_work, name="Elders").partnership
    with unit_of_work() as work:
        for each in (here, elsewhere):
            work.records.add(each.id, Contact(TODAY, "Met Anna de Wit."), BY_ANNA)
        work.persons.rename(here.id, ANNA)
        work.commit()

    with unit_of_work(reads_only=True) as work:
        (renamed,) = work.records.list_of(here.id, Contact)
        (kept,) = work.records.list_of(elsewhere.id, Contact)
    assert (renamed.content.text, renamed.written.by) == ("Met P-7.", "P-7")
    assert (kept.content.text, kept.written.by) == ("Met Anna de Wit.", "Anna de Wit")


def test_renaming_leaves_the_answers_as_they_are(unit_of_work: UnitOfWorkFactory) -> None:
    stored = add_partnership(unit_of_work)
    about = {"O1": Comment("Anna de Wit belt nooit.")}
    written = make_response(
        round_id=stored.round.id,
        party_id=stored.partnership.parties[0].id,
        answers={"TRU1": 4},
        comments=about,
    )
    with unit_of_work() as work:
        work.responses.save(written)
        work.persons.rename(stored.partnership.id, ANNA)
        work.commit()

    with unit_of_work(reads_only=True) as work:
        (found,) = work.responses.sent_of(stored.round.id)
    assert found.comments == {"O1": Comment("P-7 belt nooit.")}
    assert found.answers == written.answers


def test_another_pseudonym_is_put_on_the_answers_of_one_person(
    unit_of_work: UnitOfWorkFactory,
) -> None:
    stored = add_partnership(unit_of_work)
    party_id = stored.partnership.parties[0].id
    with unit_of_work() as work:
        for key, pseudonym in (("1" * 40, OLD), ("2" * 40, "c" * 40)):
            response = make_response(
                key=key, pseudonym=pseudonym, round_id=stored.round.id, party_id=party_id
            )
            work.responses.save(response)
        work.persons.change_pseudonym(stored.partnership.id, OLD, NEW)
        work.commit()

    with unit_of_work(reads_only=True) as work:
        found = [each.pseudonym for each in work.responses.sent_of(stored.round.id)]
    assert found == [NEW, "c" * 40]


def test_people_are_found_by_their_address_whatever_its_capitals(
    unit_of_work: UnitOfWorkFactory,
) -> None:
    stored = add_partnership(unit_of_work)
    person = stored.participants[0]
    with unit_of_work() as work:
        work.partnerships.save_participant(replace(person, email="Anna@Example.org"))
        work.commit()

    with unit_of_work(reads_only=True) as work:
        found = work.persons.with_email("anna@example.ORG")
        nobody = work.persons.with_email("anna@example.com")

    assert [(where, who.id) for where, who in found] == [(stored.partnership.id, person.id)]
    assert nobody == []
