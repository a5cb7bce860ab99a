"""The overview: key figures, the list and its filters, new partnerships, the sample data."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Engine

from monitor import bootstrap
from monitor.domain.access.account import EVERYTHING, FIRST_WORKSPACE, AccountId, Role
from monitor.domain.access.actor import Actor, ActorKind
from monitor.domain.partnership import Language, Partnership, PartyKind, Phase, PrivacyMode
from monitor.i18n.catalogue import translator
from monitor.services.context import Context
from monitor.services.overview.read_overview import ROWS_PER_PAGE
from monitor.services.overview.saved_views import read_saved_views
from monitor.services.ports import NewPartnership
from monitor.services.register_ports import NewManager
from monitor.services.results.partnership_view import read_checkins
from monitor.services.review import review
from tests.copies import Copies
from tests.crowd import multiply
from tests.factories import FakeClock, add_partnership
from tests.pages.conftest import OpenPage, Screen
from tests.seeding import add_closed_round, make_partnership, open_checkin

t = translator(Language.ENGLISH)
ADD = "FormSubmitter:new.form"


@pytest.fixture
def three_partnerships(copies: Copies) -> None:
    """One that asks for a talk, one without signals, and one whose first round is open."""
    copies.fill(store_three)


def store_three(context: Context, clock: FakeClock) -> None:
    troubled = make_partnership(context, "Oosterdal", people=5)
    steady = make_partnership(context, "Westerdal", people=5)
    start = clock.now()
    add_closed_round(context, clock, troubled, {}, {})
    add_closed_round(context, clock, troubled, {}, {"TRU": 1})
    clock.set(start)
    add_closed_round(context, clock, steady, {}, {})
    add_closed_round(context, clock, steady, {}, {})
    open_checkin(context, make_partnership(context, "Nieuwland", people=2))


@pytest.mark.parametrize("language", Language)
def test_without_partnerships_it_says_what_to_do_first(
    open_page: OpenPage, language: Language
) -> None:
    screen = open_page("overview", language)

    told = translator(language)
    assert told("pages.empty.title") in screen.text
    assert told("pages.empty.help") in screen.text
    assert [button.label for button in screen.app.button] == [told("pages.new.title")]
    assert screen.listed == []


@pytest.mark.usefixtures("three_partnerships")
@pytest.mark.parametrize(("role", "is_offered"), [(Role.FACILITATOR, True), (Role.VIEWER, False)])
def test_who_leads_the_meetings_is_offered_to_prepare_one_and_others_read_it(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch, role: Role, *, is_offered: bool
) -> None:
    actor = Actor(ActorKind.PERSON, FIRST_WORKSPACE, role, EVERYTHING, AccountId(7), "Fatima")
    monkeypatch.setattr(bootstrap, "find_actor", lambda _token, **_: actor)

    offer = t("ui.list.plan_meeting")

    shown = open_page("overview").attention_list

    assert offer in shown
    assert (f">{offer}</a>" in shown) is is_offered


@pytest.mark.usefixtures("three_partnerships")
def test_the_key_figures_count_all_partnerships(open_page: OpenPage) -> None:
    screen = open_page("overview")

    assert "After the check-in of Q1 2027." in screen.text
    assert f"{t('pages.figure.attention')} 1 of 3 1 now, 0 to plan" in screen.text
    assert f"{t('pages.figure.widest')} – {t('pages.figure.widest_none')}" in screen.text
    assert f"{t('pages.figure.response')} 100% 20 of 20 people" in screen.text
    assert f"{t('pages.figure.open')} 1 of 3" in screen.text


@pytest.mark.usefixtures("three_partnerships")
def test_numbers_and_words_are_dutch_for_a_dutch_reader(open_page: OpenPage) -> None:
    screen = open_page("overview", Language.DUTCH)

    assert "Stand na de check-in van het 1e kwartaal 2027." in screen.text
    assert "20 van 20 mensen" in screen.text


@pytest.mark.usefixtures("three_partnerships")
def test_those_that_need_a_person_come_first(open_page: OpenPage) -> None:
    assert open_page("overview").listed == ["Oosterdal", "Nieuwland", "Westerdal"]


@pytest.mark.usefixtures("three_partnerships")
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"q": "WESTER"}, ["Westerdal"]),
        ({"q": "initiatief"}, ["Oosterdal", "Nieuwland", "Westerdal"]),
        ({"group": "talk_now"}, ["Oosterdal"]),
        ({"group": "watch"}, ["Nieuwland", "Westerdal"]),
        ({"flag": "low"}, ["Oosterdal"]),
        ({"phase": "before"}, []),
        ({"q": "dal", "group": "watch"}, ["Westerdal"]),
        ({"q": "dal visser"}, ["Oosterdal", "Westerdal"]),
    ],
)
def test_a_filter_in_the_address_chooses_the_rows(
    open_page: OpenPage, query: dict[str, str], expected: Sequence[str]
) -> None:
    assert open_page("overview", Language.ENGLISH, **query).listed == expected
    assert open_page("overview", Language.DUTCH, **query).listed == expected


@pytest.mark.usefixtures("three_partnerships")
def test_a_filter_on_the_page_is_kept_in_the_address(open_page: OpenPage) -> None:
    screen = open_page("overview")

    screen.app.multiselect(key="overview.group").select("Talk now").run()

    assert screen.listed == ["Oosterdal"]
    assert screen.app.query_params.get("group") == "talk_now"

    screen.app.multiselect(key="overview.group").set_value([]).run()

    assert len(screen.listed) == 3
    assert not screen.app.query_params.get("group")


@pytest.mark.usefixtures("three_partnerships")
@pytest.mark.parametrize("query", [{"group": "nonsense"}, {"phase": "<script>"}, {"page": "99"}])
def test_an_address_with_nonsense_shows_everything(
    open_page: OpenPage, query: dict[str, str]
) -> None:
    assert len(open_page("overview", **query).listed) == 3


def test_ten_thousand_partnerships_are_shown_a_page_at_a_time(
    open_page: OpenPage, context: Context, engine: Engine
) -> None:
    make_partnership(context, "Oosterdal", people=2)
    multiply(engine, 10_000)

    screen = open_page("overview")

    assert len(screen.listed) == ROWS_PER_PAGE
    assert "10,000 partnerships" in screen.text
    assert len(open_page("overview", page="400").listed) == ROWS_PER_PAGE
    assert open_page("overview", q="oosterdal 9999").listed == ["Oosterdal"]


def test_before_the_list_is_made_it_says_how_far_it_is(
    open_page: OpenPage, context: Context
) -> None:
    make_partnership(context, "Oosterdal", people=2)
    add_partnership(context.unit_of_work, name="Nog niet")

    screen = open_page("overview")

    assert t("overview.preparing", done=1, total=2) in screen.text
    assert screen.listed == ["Oosterdal"]


@pytest.mark.usefixtures("three_partnerships")
def test_a_view_is_saved_opened_deleted_and_put_back(open_page: OpenPage, context: Context) -> None:
    screen = open_page("overview", q="dal", group="talk_now")
    screen.app.text_input(key="overview.view_name").set_value("Mijn *werk*")
    screen.press("FormSubmitter:overview.view")

    (saved,) = read_saved_views(context)
    assert (saved.name, saved.query) == ("Mijn *werk*", "q=dal&group=talk_now")
    (link,) = [each for each in screen.app.page_link if "werk" in each.label]
    assert link.label == "Mijn \\*werk\\*"

    screen.press("overview.view_delete")
    assert list(read_saved_views(context)) == []

    screen.press("overview.view_undo")
    assert list(read_saved_views(context)) == [saved]


@pytest.mark.usefixtures("three_partnerships")
def test_a_view_without_a_name_is_not_saved(open_page: OpenPage, context: Context) -> None:
    screen = open_page("overview")

    screen.press("FormSubmitter:overview.view")

    assert list(read_saved_views(context)) == []
    assert t("overview.views.no_name") in [each.value for each in screen.app.toast]


@pytest.mark.usefixtures("three_partnerships")
def test_coming_back_from_a_partnership_brings_the_filters_back(open_page: OpenPage) -> None:
    screen = open_page("overview", q="wester")
    screen.app.query_params.clear()
    screen.app.query_params["id"] = "1"

    screen.app.run()

    assert screen.listed == ["Westerdal"]
    assert "id" not in screen.app.query_params


@pytest.mark.usefixtures("three_partnerships")
def test_who_looks_after_it_is_a_filter(open_page: OpenPage, context: Context) -> None:
    with context.unit_of_work() as unit:
        manager = unit.managers.add(NewManager("Els Bos", Language.DUTCH))
        wanted = next(each for each in unit.partnerships.list_all() if each.name == "Westerdal")
        profile = replace(wanted.profile, manager_id=manager.id)
        unit.partnerships.save(replace(wanted, profile=profile))
        review(context, unit, wanted.id)
        unit.commit()

    screen = open_page("overview")
    screen.app.selectbox(key="overview.manager").select("Els Bos").run()

    assert screen.listed == ["Westerdal"]
    assert screen.app.query_params.get("manager") == str(manager.id)


def test_a_partnership_is_added_and_its_checkins_follow(
    open_page: OpenPage, context: Context
) -> None:
    screen = open_page("overview")
    fill_in(screen, name="Zonnewijk", municipality="Veldzicht", initiative="Zon op Noord")
    people = "Anna <anna@veldzicht.nl>\n\n Bert \nBert"
    screen.app.text_area(key="new.people.municipality").set_value(people)
    screen.app.text_area(key="new.people.initiative").set_value("Carla")

    screen.press("overview.new", ADD)

    (added,) = stored(context)
    assert (added.name, added.phase, added.privacy_mode) == (
        "Zonnewijk",
        Phase.BEFORE,
        PrivacyMode.CONFIDENTIAL,
    )
    assert [(party.name, party.kind) for party in added.parties] == [
        ("Veldzicht", PartyKind.MUNICIPALITY),
        ("Zon op Noord", PartyKind.INITIATIVE),
    ]
    checkins = read_checkins(context, added.id)
    assert [(each.name, each.email) for each in checkins.people] == [
        *(("Anna", "anna@veldzicht.nl"), ("Bert", None)),
        ("Carla", None),
    ]
    assert not checkins.is_linked
    assert list(checkins.consents) == []


def test_a_new_partnership_has_its_first_check_in_after_two_weeks_and_one_every_quarter(
    open_page: OpenPage, context: Context
) -> None:
    screen = open_page("overview")
    fill_in_all(screen)
    assert screen.app.date_input(key="new.first_on").value == date(2026, 12, 1)

    screen.press("overview.new", ADD)

    checkins = read_checkins(context, stored(context)[0].id)
    assert [each.period.opens_at.isoformat() for each in checkins.planned] == [
        "2026-12-01T08:00:00+00:00"
    ]
    assert checkins.rhythm is not None
    assert checkins.rhythm.next_on == date(2027, 3, 1)


def test_a_new_partnership_can_do_without_a_rhythm(open_page: OpenPage, context: Context) -> None:
    screen = open_page("overview")
    fill_in_all(screen)
    screen.app.date_input(key="new.first_on").set_value(None)

    screen.press("overview.new", ADD)

    checkins = read_checkins(context, stored(context)[0].id)
    assert checkins.rhythm is None
    assert list(checkins.planned) == []


def test_who_agreed_to_the_privacy_is_asked_for_each_party(
    open_page: OpenPage, context: Context
) -> None:
    screen = open_page("overview")
    fill_in_all(screen)
    screen.app.radio(key="new.privacy").set_value(PrivacyMode.OPEN)

    screen.press("overview.new", ADD)
    assert t("pages.new.fault.agreed_missing") in screen.errors

    screen.app.text_input(key="new.agreed.municipality").set_value("Els")
    screen.app.text_input(key="new.agreed.initiative").set_value("Piet")
    screen.press("overview.new", ADD)
    consents = read_checkins(context, stored(context)[0].id).consents
    assert [each.given_by for each in consents] == ["Els", "Piet"]


def test_an_address_that_cannot_be_is_shown_as_it_was_typed(
    open_page: OpenPage, context: Context
) -> None:
    screen = open_page("overview")
    fill_in_all(screen)
    screen.app.text_area(key="new.people.initiative").set_value("Bo <bo@*nergens*`>")

    screen.press("overview.new", ADD)

    assert f"{t('checkins.people.fault.email')} `bo@*nergens* `" in screen.errors
    assert stored(context) == []


def test_a_partnership_whose_parties_all_chose_so_is_added_as_linked(
    open_page: OpenPage, context: Context
) -> None:
    screen = open_page("overview")
    fill_in(screen, name="Zonnewijk", municipality="Veldzicht", initiative="Zon op Noord")
    screen.app.text_area(key="new.people.municipality").set_value("Anna")
    screen.app.text_area(key="new.people.initiative").set_value("Carla")
    assert t("pages.new.linked_help") in [each.value for each in screen.app.caption]
    screen.app.checkbox(key="new.linked").check()

    screen.press("overview.new", ADD)

    (added,) = stored(context)
    assert read_checkins(context, added.id).is_linked


def test_what_was_typed_stays_when_something_is_missing(
    open_page: OpenPage, context: Context
) -> None:
    screen = open_page("overview")
    fill_in(screen, name="Zonnewijk", municipality="", initiative="Zon op Noord")

    screen.press("overview.new", ADD)

    assert t("pages.new.fault.party_missing") in screen.errors
    assert t("pages.new.fault.nobody") in screen.errors
    assert t("pages.new.fault.name_missing") not in screen.errors
    assert screen.app.text_input(key="new.name").value == "Zonnewijk"
    assert screen.app.text_input(key="new.initiative").value == "Zon op Noord"
    assert stored(context) == []


def test_sample_data_is_named_so_and_goes_only_after_a_second_yes(
    open_page: OpenPage, context: Context
) -> None:
    make_partnership(context, "Echt", people=2)
    add_sample(context)
    screen = open_page("overview")
    assert t("pages.sample.notice") in screen.text
    assert screen.listed == ["Echt", "Verzonnen"]

    screen.press("frame.clear_sample")
    assert t("pages.sample.confirm_help") in screen.text
    assert len(stored(context)) == 2

    screen.press("frame.clear_sample", "frame.clear_sample_cancel")
    assert len(stored(context)) == 2

    screen.press("frame.clear_sample")
    screen.press("frame.clear_sample", "frame.clear_sample_do")
    assert screen.listed == ["Echt"]
    assert t("pages.sample.notice") not in screen.text


def test_without_sample_data_nothing_speaks_of_it(open_page: OpenPage, context: Context) -> None:
    make_partnership(context, "Echt", people=2)

    assert t("pages.sample.notice") not in open_page("overview").text


def fill_in(screen: Screen, **texts: str) -> None:
    """Open the dialog and type."""
    screen.press("overview.new")
    for field, text in texts.items():
        screen.app.text_input(key=f"new.{field}").set_value(text)


def fill_in_all(screen: Screen) -> None:
    """Open the dialog and type what a partnership cannot do without."""
    fill_in(screen, name="Zonnewijk", municipality="Veldzicht", initiative="Zon op Noord")
    screen.app.text_area(key="new.people.municipality").set_value("Anna")
    screen.app.text_area(key="new.people.initiative").set_value("Carla")


def stored(context: Context) -> list[Partnership]:
    with context.unit_of_work(reads_only=True) as unit:
        return list(unit.partnerships.list_all())


def add_sample(context: Context) -> None:
    with context.unit_of_work() as unit:
        sides = [
            unit.partnerships.add_organisation(f"Verzonnen {kind.value}", kind)
            for kind in (PartyKind.MUNICIPALITY, PartyKind.INITIATIVE)
        ]
        added = unit.partnerships.add(
            NewPartnership(
                "Verzonnen", Phase.DURING, PrivacyMode.CONFIDENTIAL, sides, is_sample=True
            )
        )
        review(context, unit, added.id)
        unit.commit()
