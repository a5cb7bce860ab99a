"""The page of questionnaires: see a version, compare two, make one, and have it asked."""

from datetime import timedelta

import pytest

from monitor.domain.partnership import Language
from monitor.i18n.catalogue import translator
from monitor.services.checkin.questionnaires import CURRENT_VERSION
from monitor.services.context import Context
from monitor.services.questionnaires.catalogue import current_version
from monitor.services.questionnaires.versions import list_versions
from tests.factories import NOW, FakeClock
from tests.pages.conftest import OpenPage, Screen
from tests.seeding import make_partnership, open_checkin
from tests.services.questionnaires.making import store_own

t, nl = translator(Language.ENGLISH), translator(Language.DUTCH)
BEGIN, SAVE, OWN = "questionnaires.begin", "FormSubmitter:questionnaires.save", "questionnaires.own"


@pytest.fixture
def editor(open_page: OpenPage) -> Screen:
    screen = open_page("questionnaires", part="edit")
    screen.press(BEGIN)
    return screen


def show_part(screen: Screen, code: str) -> None:
    screen.app.button_group(key="questionnaires.edit.part").set_value(code).run()
    assert not screen.app.exception


def type_words(screen: Screen, key: str, dutch: str, english: str) -> None:
    for language, words in ((Language.DUTCH, dutch), (Language.ENGLISH, english)):
        screen.app.text_area(key=f"questionnaires.text.{key}.{language.value}").set_value(words)
    screen.app.run()
    assert not screen.app.exception


def add_own(screen: Screen, dutch: str, english: str) -> None:
    screen.app.text_area(key=f"{OWN}.nl").set_value(dutch)
    screen.app.text_area(key=f"{OWN}.en").set_value(english)
    screen.press(f"FormSubmitter:{OWN}")


def save_as(screen: Screen, name: str) -> None:
    screen.app.text_input(key="questionnaires.save.writer").set_value(name)
    screen.press(SAVE)


def names_of(context: Context) -> list[str]:
    return [view.version for view in list_versions(context)]


def captions(screen: Screen) -> str:
    return " ".join(each.value for each in screen.app.caption)


def links(screen: Screen) -> list[str]:
    return [each.proto.url for each in screen.app.get("link_button")]


def test_the_version_that_is_asked_is_shown_in_both_languages(open_page: OpenPage) -> None:
    screen = open_page("questionnaires")

    assert screen.app.selectbox[0].value == CURRENT_VERSION
    assert "The other party does what we agree together." in screen.text
    assert "De andere partij doet wat we samen afspreken." in screen.text
    assert t("questionnaires.is_asked") in screen.text
    assert t("questionnaires.of_product") in screen.text
    assert t("questionnaires.kind.mirrored") in screen.text


def test_the_page_reads_in_dutch_too(open_page: OpenPage) -> None:
    screen = open_page("questionnaires", Language.DUTCH)

    assert nl("questionnaires.lead") in screen.text
    assert nl("questionnaires.kind.shared") in screen.text


def test_another_version_can_be_chosen_and_stands_in_the_address(open_page: OpenPage) -> None:
    screen = open_page("questionnaires")

    screen.app.selectbox[0].set_value("2026-1").run()

    assert screen.app.query_params["version"] == "2026-1"
    assert t("questionnaires.is_asked") not in screen.text
    assert "X9" not in screen.text
    assert "questionnaires.adopt" not in [button.key for button in screen.app.button]


def test_an_address_with_an_unknown_version_or_part_shows_the_one_that_is_asked(
    open_page: OpenPage,
) -> None:
    screen = open_page("questionnaires", version="1999-1", part="other")

    assert screen.app.selectbox[0].value == CURRENT_VERSION


def test_without_a_partnership_there_is_no_preview(open_page: OpenPage) -> None:
    assert links(open_page("questionnaires")) == []


def test_a_version_can_be_seen_as_a_participant_sees_it(
    open_page: OpenPage, context: Context
) -> None:
    partnership = make_partnership(context, "Oosterdal", people=3)
    stored = store_own(context)

    screen = open_page("questionnaires", version=stored.version)

    place = f"/preview/{partnership.id}/{partnership.parties[0].id}?"
    assert all(each.startswith(place) for each in links(screen))
    assert all("version=2026-2%2B1" in each for each in links(screen))
    assert len(links(screen)) == 4


def test_the_difference_between_two_versions_is_told(open_page: OpenPage, context: Context) -> None:
    store_own(context)

    screen = open_page("questionnaires", part="compare")

    assert t("questionnaires.change.added", n=1) in screen.text
    assert "The hall helps us." in screen.text

    screen.app.selectbox(key="questionnaires.compare.after").set_value(CURRENT_VERSION).run()
    assert t("questionnaires.same") in screen.text


def test_other_words_get_a_new_code_and_the_screen_says_so(
    editor: Screen, context: Context
) -> None:
    show_part(editor, "set_up")

    type_words(editor, "T3", "De buurt doet mee.", "Neighbours take part.")
    assert t("questionnaires.edit.new_code", code="T3_2", before="T3") in captions(editor)
    save_as(editor, "Noor Visser")

    (own,) = [each for each in list_versions(context) if each.written]
    assert own.version == "2026-2+1"
    assert own.written is not None
    assert own.written.by == "Noor Visser"
    assert own.questionnaire.question("T3_2").text[Language.ENGLISH] == "Neighbours take part."
    assert editor.app.selectbox[0].value == "2026-2+1"
    assert "Neighbours take part." in editor.text


def test_a_saved_version_is_asked_only_after_somebody_confirms_it(
    open_page: OpenPage, context: Context
) -> None:
    stored = store_own(context)
    partnership = make_partnership(context, "Oosterdal", people=3)
    screen = open_page("questionnaires", version=stored.version)

    screen.press("questionnaires.adopt")
    screen.app.text_input(key="questionnaires.adopt.writer").set_value("Noor Visser")
    screen.press("questionnaires.adopt", "FormSubmitter:questionnaires.adopt")

    with context.unit_of_work(reads_only=True) as uow:
        assert current_version(uow) == stored.version
    opened = open_checkin(context, partnership)
    with context.unit_of_work(reads_only=True) as uow:
        assert uow.rounds.get(opened.id).questionnaire_version == stored.version


def test_nobody_adopts_a_version_without_a_name(open_page: OpenPage, context: Context) -> None:
    stored = store_own(context)
    screen = open_page("questionnaires", version=stored.version)
    screen.press("questionnaires.adopt")

    screen.press("questionnaires.adopt", "FormSubmitter:questionnaires.adopt")

    assert t("questionnaires.name_missing") in screen.errors
    with context.unit_of_work(reads_only=True) as uow:
        assert current_version(uow) == CURRENT_VERSION


def test_a_question_is_switched_off_and_an_own_one_comes_in_its_place(
    editor: Screen, context: Context
) -> None:
    show_part(editor, "during")
    editor.app.toggle(key="questionnaires.on.D3").set_value(False).run()

    add_own(editor, "Het dorpshuis helpt ons.", "The hall helps us.")
    save_as(editor, "Noor Visser")

    made = list_versions(context)[-1].questionnaire
    (part,) = [each for each in made.parts if each.code == "during"]
    assert [each.code for each in part.questions] == ["D1", "D2", "D4", "OWN1"]


def test_too_long_a_check_in_is_not_saved_and_nothing_typed_is_lost(
    editor: Screen, context: Context
) -> None:
    add_own(editor, "Het dorpshuis helpt ons.", "The hall helps us.")

    save_as(editor, "Noor Visser")

    assert t("questionnaires.cannot_save") in editor.text
    assert "21 statements" in editor.text
    assert t("questionnaires.not_saved") in editor.errors
    assert names_of(context)[-1] == CURRENT_VERSION
    field = editor.app.text_area(key="questionnaires.text.new1.en")
    assert field.value == "The hall helps us."


def test_a_fault_stands_beside_its_question_and_is_told_where_one_saves(editor: Screen) -> None:
    show_part(editor, "set_up")

    type_words(editor, "T3", "Wij noemen {partner}.", "")

    said = f"{t('questionnaires.language.en')}: {t('questionnaires.fault.text_missing')}"
    assert said in editor.errors
    assert t("questionnaires.fault.partner_not_mirrored", partner="{partner}") in editor.errors
    assert t("questionnaires.fault.in_parts", parts="Setting up") in editor.text


def test_a_statement_with_a_denial_gets_advice_and_can_be_saved(
    editor: Screen, context: Context
) -> None:
    show_part(editor, "set_up")
    type_words(editor, "T3", "Wij vergeten de clubs niet.", "We do not forget clubs.")

    assert t("questionnaires.edit.reversed") in captions(editor)
    save_as(editor, "Noor Visser")

    assert names_of(context)[-1] == "2026-2+1"


def test_a_version_is_not_saved_without_a_name(editor: Screen, context: Context) -> None:
    editor.press(SAVE)

    assert t("questionnaires.name_missing") in editor.errors
    assert names_of(context)[-1] == CURRENT_VERSION


def test_what_was_typed_stays_while_looking_at_another_part_and_another_page(
    editor: Screen,
) -> None:
    show_part(editor, "set_up")
    type_words(editor, "T3", "De buurt doet mee.", "Neighbours take part.")

    show_part(editor, "closing")
    editor.go("overview")
    editor.go("questionnaires", part="edit")
    show_part(editor, "set_up")

    field = editor.app.text_area(key="questionnaires.text.T3.nl")
    assert field.value == "De buurt doet mee."


def test_questions_move_and_own_ones_can_be_taken_away(editor: Screen, context: Context) -> None:
    show_part(editor, "during")
    add_own(editor, "Eerste vraag.", "First question.")
    editor.press("questionnaires.up.new1")
    add_own(editor, "Tweede vraag.", "Second question.")
    editor.press("questionnaires.down.D1")
    editor.press("questionnaires.remove.new2")

    save_as(editor, "Noor Visser")

    made = list_versions(context)[-1].questionnaire
    (part,) = [each for each in made.parts if each.code == "during"]
    assert [each.code for each in part.questions] == ["D2", "D1", "D3", "OWN1", "D4"]


def test_fixed_questions_have_no_fields(editor: Screen) -> None:
    show_part(editor, "closing")

    keys = [field.key for field in editor.app.text_area]
    assert "questionnaires.text.X2.nl" in keys
    assert "questionnaires.text.X1.nl" not in keys
    assert t("questionnaires.edit.is_fixed") in editor.text


def test_a_draft_is_thrown_away_only_after_asking(editor: Screen) -> None:
    editor.press("questionnaires.drop")
    editor.press("questionnaires.drop", "questionnaires.drop_cancel")
    assert t("questionnaires.editing", version=CURRENT_VERSION) in editor.text

    editor.press("questionnaires.drop")
    editor.press("questionnaires.drop", "questionnaires.drop_do")

    assert t("questionnaires.begin") in editor.text


def test_an_open_question_of_ones_own_takes_no_turns(editor: Screen, context: Context) -> None:
    show_part(editor, "closing")
    editor.app.checkbox(key=f"{OWN}.open").set_value(True)
    editor.app.checkbox(key=f"{OWN}.rotates").set_value(True)

    add_own(editor, "Wat wilt u nog zeggen?", "What else would you like to say?")
    save_as(editor, "Noor Visser")

    assert not list_versions(context)[-1].questionnaire.question("OWN1").rotates


def test_who_saved_it_and_when_is_shown(editor: Screen, clock: FakeClock, context: Context) -> None:
    clock.set(NOW + timedelta(days=1))

    save_as(editor, "Noor Visser")

    assert t("questionnaires.made_by", name="Noor Visser", day="18 November 2026") in editor.text
    assert names_of(context)[-1] == "2026-2+1"
