"""The page of agreements: make, finish, correct, remove and compare what was agreed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from monitor.domain.flags.worry import WorryKind, WorryState
from monitor.domain.noticing import Noticed
from monitor.domain.partnership import Language, Partnership
from monitor.domain.register.agreement import Agreement, AgreementKind
from monitor.domain.register.record import Authorship, Record
from monitor.domain.results import HiddenReason, PublishedNotice
from monitor.i18n.catalogue import translator
from monitor.services.agreements.compare import read_versions
from monitor.services.agreements.keep_agreements import (
    correct_agreement,
    make_agreement,
    read_agreements,
    remove_agreement,
)
from monitor.services.cards.library import read_shipped_cards
from monitor.services.context import Context
from monitor.ui.agreements.parts import Part
from tests.factories import NOW, TODAY, FakeClock, add_partnership, make_release
from tests.pages.conftest import OpenPage, Screen
from tests.seeding import add_closed_round, make_partnership

t = translator(Language.ENGLISH)
NOOR, ALI = Authorship("Noor Visser", NOW), Authorship("Ali Demir", NOW)
NEW, LIST_NAME = "agreements.new", "agreements.list.writer"


@pytest.fixture
def partnership(context: Context) -> Partnership:
    return make_partnership(context, "Oosterdal", people=3)


@pytest.fixture
def record(context: Context, partnership: Partnership) -> Record[Agreement]:
    """An agreement that is past its day."""
    owner = partnership.parties[0].id
    content = Agreement(
        AgreementKind.CONTACT, "We call every month.", owner, date(2026, 10, 1), date(2026, 11, 1)
    )
    return make_agreement(context, partnership.id, content, NOOR)


def open_agreements(
    open_page: OpenPage,
    partnership: Partnership,
    language: Language = Language.ENGLISH,
    **query: str,
) -> Screen:
    return open_page("agreements", language, id=str(partnership.id), **query)


def fill_in(screen: Screen, partnership: Partnership, text: str, name: str = "Noor") -> None:
    screen.app.text_area(key=f"{NEW}.text").set_value(text)
    screen.app.radio(key=f"{NEW}.owner").set_value(partnership.parties[1].id)
    screen.app.text_input(key=f"{NEW}.writer").set_value(name)


def correct(screen: Screen, record: Record[Agreement], text: str) -> None:
    key = f"agreements.correct.{record.id}"
    screen.app.text_area(key=f"{key}.text").set_value(text)
    screen.app.text_input(key=f"{key}.writer").set_value("Ali")
    screen.press(f"{key}.save")


def present(context: Context, record: Record[Agreement]) -> Record[Agreement]:
    return read_versions(context, record.partnership_id, record.id, Agreement).present


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (Language.DUTCH, "Er zijn nog geen afspraken opgeschreven."),
        (Language.ENGLISH, "No agreements have been written down yet."),
    ],
)
@pytest.mark.parametrize("part", ["single", "versions", "nonsense"])
def test_without_agreements_the_page_says_what_they_are_for(
    part: str, language: Language, words: str, open_page: OpenPage, partnership: Partnership
) -> None:
    screen = open_agreements(open_page, partnership, language, part=part)

    assert words in screen.text


def test_a_new_agreement_is_made_and_listed(
    open_page: OpenPage, partnership: Partnership, context: Context
) -> None:
    screen = open_agreements(open_page, partnership)
    screen.press("agreements.begin")
    fill_in(screen, partnership, "We share three lessons.")
    screen.app.date_input(key=f"{NEW}.due_on").set_value(date(2027, 1, 15))
    screen.press(f"{NEW}.save")

    (entry,) = read_agreements(context, partnership.id).open
    content = entry.record.content
    assert (content.text, content.owner) == ("We share three lessons.", partnership.parties[1].id)
    assert (content.made_on, content.due_on) == (TODAY, date(2027, 1, 15))
    assert entry.record.written.by == "Noor"
    assert "We share three lessons." in screen.text
    assert "by 15 January 2027" in screen.text
    assert not screen.app.text_area


def test_what_was_typed_stays_when_something_is_missing(
    open_page: OpenPage, partnership: Partnership, context: Context
) -> None:
    screen = open_agreements(open_page, partnership, new="1")
    screen.app.text_area(key=f"{NEW}.text").set_value("We share three lessons.")

    screen.press(f"{NEW}.save")

    assert t("agreements.fault.owner_unknown") in screen.errors
    assert t("agreements.fault.name_missing") in screen.errors
    assert screen.app.text_area(key=f"{NEW}.text").value == "We share three lessons."
    assert read_agreements(context, partnership.id).is_empty


def test_a_new_agreement_can_be_given_up(
    open_page: OpenPage, partnership: Partnership, context: Context
) -> None:
    screen = open_agreements(open_page, partnership, new="1")
    fill_in(screen, partnership, "Never mind.")

    screen.press(f"{NEW}.cancel")

    assert not screen.app.text_area
    assert read_agreements(context, partnership.id).is_empty


def test_from_a_worry_and_a_card_the_form_is_prefilled_and_the_worry_is_agreed_about(
    open_page: OpenPage, context: Context, clock: FakeClock
) -> None:
    partnership = make_partnership(context, "Westerdal", people=9)
    add_closed_round(context, clock, partnership, {}, {"TRU": 1})
    card = read_shipped_cards()[0]
    with context.unit_of_work(reads_only=True) as uow:
        worries = uow.worries.list_of(partnership.id)
    worry = next(each for each in worries if each.kind is WorryKind.GAP)

    screen = open_agreements(open_page, partnership, worry=str(worry.id), card=card.code)

    assert "Comes from the signal: " in screen.text
    assert "Guideline: " in screen.text
    assert card.title[Language.ENGLISH] in screen.text
    assert screen.app.selectbox(key=f"{NEW}.kind").value is card.agreement_kind
    fill_in(screen, partnership, "We meet twice.")
    screen.press(f"{NEW}.save")
    (entry,) = read_agreements(context, partnership.id).open
    made = entry.record.content
    assert (made.worry_id, made.card, made.dimension) == (worry.id, card.code, worry.dimension)
    assert made.guideline is not None
    with context.unit_of_work(reads_only=True) as uow:
        assert uow.worries.get(worry.id).state is WorryState.AGREED


def test_an_address_that_names_nothing_known_still_gives_an_empty_form(
    open_page: OpenPage, partnership: Partnership
) -> None:
    screen = open_agreements(open_page, partnership, worry="999", card="nonsense")

    assert screen.app.text_area(key=f"{NEW}.text").value == ""
    assert "Guideline" not in screen.text


def test_a_wrong_agreement_is_corrected_and_both_versions_can_be_seen(
    open_page: OpenPage, partnership: Partnership, context: Context, record: Record[Agreement]
) -> None:
    screen = open_agreements(open_page, partnership)
    assert "past its date: 1 November 2026" in screen.text
    screen.press(f"agreements.edit.{record.id}")

    correct(screen, record, "We call every week.")

    assert present(context, record).content.text == "We call every week."
    screen.press(f"agreements.history.{record.id}")
    assert "Version 2 Ali" in screen.text
    assert "Version 1 Noor Visser" in screen.text
    assert "We call every taken out: month new: week ." in screen.text


def test_the_day_of_an_agreement_can_be_taken_away(
    open_page: OpenPage, partnership: Partnership, context: Context, record: Record[Agreement]
) -> None:
    screen = open_agreements(open_page, partnership)
    screen.press(f"agreements.edit.{record.id}")
    screen.app.checkbox(key=f"agreements.correct.{record.id}.due_on.none").check()

    correct(screen, record, record.content.text)

    assert present(context, record).content == replace(record.content, due_on=None)


def test_a_correction_that_somebody_else_was_before_is_kept_and_can_be_sent_once_more(
    open_page: OpenPage, partnership: Partnership, context: Context, record: Record[Agreement]
) -> None:
    screen = open_agreements(open_page, partnership)
    screen.press(f"agreements.edit.{record.id}")
    correct_agreement(context, record, replace(record.content, text="We mail every month."), ALI)

    correct(screen, record, "We call every week.")

    warnings = " ".join(each.value for each in screen.app.warning)
    assert "Ali Demir" in warnings
    assert "We taken out: call new: mail every month." in screen.text
    key = f"agreements.correct.{record.id}"
    assert screen.app.text_area(key=f"{key}.text").value == "We call every week."
    screen.press(f"{key}.save")
    newest = present(context, record)
    assert (newest.version, newest.content.text) == (3, "We call every week.")


def test_a_correction_of_what_was_removed_meanwhile_is_kept_too(
    open_page: OpenPage, partnership: Partnership, context: Context, record: Record[Agreement]
) -> None:
    screen = open_agreements(open_page, partnership)
    screen.press(f"agreements.edit.{record.id}")
    remove_agreement(context, record, ALI)

    correct(screen, record, "We call every week.")

    key = f"agreements.correct.{record.id}"
    assert screen.app.text_area(key=f"{key}.text").value == "We call every week."
    screen.press(f"{key}.save")
    newest = present(context, record)
    assert (newest.is_removed, newest.content.text) == (False, "We call every week.")


@pytest.mark.parametrize("state", ["done", "dropped"])
def test_an_agreement_is_done_or_dropped_and_opened_again(
    state: str,
    open_page: OpenPage,
    partnership: Partnership,
    context: Context,
    record: Record[Agreement],
) -> None:
    screen = open_agreements(open_page, partnership)
    screen.app.text_input(key=LIST_NAME).set_value("Noor")
    screen.press(f"agreements.{state}.{record.id}")

    assert present(context, record).content.state.value == state
    assert t("agreements.none_open") in screen.text
    screen.press(f"agreements.open.{record.id}")
    assert present(context, record).content.state.value == "open"


def test_whoever_presses_a_button_gives_a_name_first(
    open_page: OpenPage, partnership: Partnership, context: Context, record: Record[Agreement]
) -> None:
    screen = open_agreements(open_page, partnership)

    screen.press(f"agreements.done.{record.id}")

    assert t("agreements.fault.name_missing") in screen.errors
    assert present(context, record) == record


def test_a_removed_agreement_can_be_put_back_at_once_and_later(
    open_page: OpenPage, partnership: Partnership, context: Context, record: Record[Agreement]
) -> None:
    screen = open_agreements(open_page, partnership)
    screen.app.text_input(key=LIST_NAME).set_value("Noor")
    screen.press(f"agreements.remove.{record.id}")
    assert present(context, record).is_removed
    assert "Removed: We call every month." in screen.text

    screen.press("agreements.undo")
    assert not present(context, record).is_removed
    screen.press(f"agreements.remove.{record.id}")
    screen.press(f"agreements.restore.{record.id}")
    assert not present(context, record).is_removed


def test_what_was_noticed_is_shown_and_what_is_hidden_says_so(
    open_page: OpenPage, context: Context
) -> None:
    stored = add_partnership(context.unit_of_work, people_per_party=3)
    owner, other = (party.id for party in stored.partnership.parties)
    answers = (Noticed.YES, Noticed.A_BIT, Noticed.NO, None)
    made = [
        make_agreement(
            context,
            stored.partnership.id,
            Agreement(AgreementKind.ROLE, f"Agreement {place}", owner, TODAY),
            NOOR,
        )
        for place in range(len(answers))
    ]
    notices = [
        PublishedNotice(each.id, other, verdict, None if verdict else HiddenReason.TOO_FEW_ANSWERS)
        for each, verdict in zip(made, answers, strict=True)
    ]
    with context.unit_of_work() as uow:
        release = replace(make_release(round_id=stored.round.id), noticed=notices)
        uow.releases.add(stored.partnership.id, release)
        uow.commit()

    text = open_agreements(open_page, stored.partnership).text

    for verdict in Noticed:
        assert t(f"agreements.noticed.{verdict.value}") in text
    assert t("agreements.noticed.hidden") in text
    assert "1 of 3 agreements noticed, 1 a bit" in text


def test_versions_compare_any_two_and_say_when_the_words_are_the_same(
    open_page: OpenPage, partnership: Partnership, context: Context, record: Record[Agreement]
) -> None:
    second = correct_agreement(context, record, replace(record.content, text="Each week."), ALI)
    third = correct_agreement(context, second, record.content, NOOR)

    screen = open_agreements(open_page, partnership, part="versions", record=str(record.id))
    screen.app.selectbox(key=f"versions.from.{record.id}").set_value(1).run()

    assert third.version == 3
    assert t("versions.same_words") in screen.text
    screen.app.selectbox(key=f"versions.to.{record.id}").set_value(2).run()
    assert "What is agreed?" in screen.text
    assert "new: Each week" in screen.text


def test_one_version_cannot_be_compared_and_a_removed_agreement_keeps_its_versions(
    open_page: OpenPage, partnership: Partnership, context: Context, record: Record[Agreement]
) -> None:
    screen = open_agreements(open_page, partnership, part="versions")
    assert t("versions.only_one") in screen.text

    remove_agreement(context, record, ALI)
    screen.app.run()
    assert t("versions.was_removed") in screen.text


def test_another_part_is_reached_by_its_pill_and_stays_in_the_address(
    open_page: OpenPage, partnership: Partnership
) -> None:
    screen = open_agreements(open_page, partnership, new="1")

    screen.app.button_group(key="agreements.part").set_value(Part.COLLABORATION).run()

    assert screen.app.query_params["part"] == "collaboration"
    assert "new" not in screen.app.query_params


def test_an_agreement_long_ago_is_over_its_day_in_dutch_too(
    open_page: OpenPage, partnership: Partnership, record: Record[Agreement], clock: FakeClock
) -> None:
    clock.advance(timedelta(days=100))

    text = open_agreements(open_page, partnership, Language.DUTCH).text

    assert "over de datum: 1 november 2026" in text
    assert "1 open afspraak" in text
    assert record.content.text in text
