"""What organisations made themselves is kept; questionnaires are never changed."""

from dataclasses import replace
from datetime import timedelta

from monitor.domain.register.record import Authorship
from monitor.services.register_ports import Adoption, OwnCard, OwnQuestionnaire, SavedView
from monitor.storage.unit_of_work import SqlUnitOfWorkFactory
from tests.factories import NOW, QUESTIONNAIRE, add_partnership

NOOR = Authorship("Noor Visser", NOW)
ALI = Authorship("Ali Demir", NOW + timedelta(hours=1))
FIRST = OwnQuestionnaire("2026-2+1", {"version": "2026-2+1", "parts": []}, NOOR)
SECOND = OwnQuestionnaire("2026-2+2", {"version": "2026-2+2", "parts": [{"code": "a"}]}, ALI)


def test_a_version_comes_back_as_it_was_stored(unit_of_work: SqlUnitOfWorkFactory) -> None:
    with unit_of_work() as work:
        assert work.own_questionnaires.add(FIRST)
        work.commit()

    with unit_of_work(reads_only=True) as work:
        assert work.own_questionnaires.find("2026-2+1") == FIRST
        assert work.own_questionnaires.find("2026-2+2") is None


def test_a_version_is_never_replaced(unit_of_work: SqlUnitOfWorkFactory) -> None:
    other = OwnQuestionnaire(FIRST.version, {"version": "else"}, ALI)

    with unit_of_work() as work:
        assert work.own_questionnaires.add(FIRST)
        assert not work.own_questionnaires.add(other)
        work.commit()

    with unit_of_work(reads_only=True) as work:
        assert work.own_questionnaires.find(FIRST.version) == FIRST


def test_versions_are_listed_in_the_order_in_which_they_were_made(
    unit_of_work: SqlUnitOfWorkFactory,
) -> None:
    with unit_of_work() as work:
        work.own_questionnaires.add(SECOND)
        work.own_questionnaires.add(FIRST)

        assert work.own_questionnaires.list_all() == [FIRST, SECOND]


def test_the_version_adopted_last_is_the_adopted_one(unit_of_work: SqlUnitOfWorkFactory) -> None:
    with unit_of_work() as work:
        assert work.own_questionnaires.adopted() is None
        work.own_questionnaires.adopt("2026-2+1", NOOR)
        work.own_questionnaires.adopt("2026-2+2", ALI)
        work.own_questionnaires.adopt("2026-2+1", ALI)

        assert work.own_questionnaires.adopted() == "2026-2+1"
        assert work.own_questionnaires.adoptions() == [
            Adoption("2026-2+1", ALI),
            Adoption("2026-2+2", ALI),
            Adoption("2026-2+1", NOOR),
        ]


def test_rounds_are_counted_by_the_version_they_ask(unit_of_work: SqlUnitOfWorkFactory) -> None:
    add_partnership(unit_of_work, name="Een")
    add_partnership(unit_of_work, name="Twee")

    with unit_of_work(reads_only=True) as work:
        assert work.own_questionnaires.count_rounds() == {QUESTIONNAIRE: 2}


def test_views_are_kept_by_name_until_they_are_deleted(unit_of_work: SqlUnitOfWorkFactory) -> None:
    with unit_of_work() as work:
        work.saved_views.save(SavedView("opbouw", "phase=set_up"))
        work.saved_views.save(SavedView("Alle van Noor", "manager=1"))
        work.saved_views.save(SavedView("opbouw", "phase=set_up&flag=low"))
        assert work.saved_views.list_all() == [
            SavedView("Alle van Noor", "manager=1"),
            SavedView("opbouw", "phase=set_up&flag=low"),
        ]

        work.saved_views.delete("opbouw")
        work.saved_views.delete("bestaat niet")

        assert [each.name for each in work.saved_views.list_all()] == ["Alle van Noor"]


def test_own_cards_are_listed_by_organisation_and_code(unit_of_work: SqlUnitOfWorkFactory) -> None:
    parties = add_partnership(unit_of_work).partnership.parties
    first, second = (party.organisation.id for party in parties)
    content = {"title": {"nl": "Köpje ☕", "en": "Cup"}, "steps": [{"nl": "a", "en": "b"}]}
    cards = [
        OwnCard(first, "OWN_A", content, NOOR),
        OwnCard(first, "OWN_B", {}, ALI, is_retired=True),
        OwnCard(second, "OWN_A", {}, NOOR),
    ]

    with unit_of_work() as work:
        for card in reversed(cards):
            work.own_cards.save(card)
        work.commit()

    with unit_of_work(reads_only=True) as work:
        assert work.own_cards.list_all() == cards


def test_a_saved_own_card_takes_the_place_of_the_one_before(
    unit_of_work: SqlUnitOfWorkFactory,
) -> None:
    organisation = add_partnership(unit_of_work).partnership.parties[0].organisation
    card = OwnCard(organisation.id, "OWN_A", {"minutes": 10}, NOOR)
    changed = replace(card, content={"minutes": 15}, written=ALI, is_retired=True)

    with unit_of_work() as work:
        work.own_cards.save(card)
        work.own_cards.save(changed)
        assert work.own_cards.list_all() == [changed]
        work.commit()


def test_own_cards_go_with_their_organisation(unit_of_work: SqlUnitOfWorkFactory) -> None:
    sample = add_partnership(unit_of_work, is_sample=True)
    organisation = sample.partnership.parties[0].organisation

    with unit_of_work() as work:
        work.own_cards.save(OwnCard(organisation.id, "OWN_A", {}, NOOR))
        work.partnerships.delete_samples()
        work.commit()

    with unit_of_work(reads_only=True) as work:
        assert work.own_cards.list_all() == []
