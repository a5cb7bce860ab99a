"""The paper form asks what the screen asks, and names nobody."""

import pytest

from monitor.domain.links import write_code
from monitor.domain.partnership import Language, PrivacyMode
from monitor.domain.questionnaire import AnswerType
from monitor.i18n.catalogue import translator
from monitor.i18n.question_texts import write_question
from monitor.reports.paper_forms import make_forms
from monitor.reports.typesetting import Paper
from monitor.services.checkin.print_data import PrintData
from tests.reports.prints import (
    AMSTERDAM,
    ASKED,
    HOSTILE_NAMES,
    Print,
    make_print_data,
    questions_of,
    squeeze,
)

t = translator(Language.DUTCH)


def print_forms(data: PrintData, *, is_blank: bool = True, paper: Paper = Paper.A4) -> Print:
    return Print.of(make_forms(data, AMSTERDAM, paper, is_blank=is_blank))


@pytest.mark.parametrize("language", Language)
def test_every_question_of_the_round_is_asked_of_each_party(language: Language) -> None:
    data, own = make_print_data(language=language), translator(language)

    text = print_forms(data).text

    for question in questions_of(data):
        for partner in ("Zonnewijk", "Gemeente Veldzicht"):
            assert write_question(question, partner, own) in text or question.quote
        if question.follow_up:
            assert question.follow_up[language] in text
            assert all(option.text[language] in text for option in question.options)


def test_every_scale_has_its_boxes_and_a_box_for_not_knowing() -> None:
    data = make_print_data()

    text = print_forms(data).text

    types = [question.answer_type for question in questions_of(data)]
    numbered = (AnswerType.AGREEMENT, AnswerType.MARK, AnswerType.EXPECTED)
    assert text.count("1 2 3 4 5 6 7 8 9 10 Weet ik niet") == 2
    assert text.count("1 2 3 4 5") == 2 * sum(map(types.count, numbered))
    assert "1 = helemaal niet mee eens 5 = helemaal mee eens Weet ik niet" in text
    assert "1 = heel slecht – 10 = heel goed" in text


def test_an_agreement_of_the_other_party_is_quoted_as_it_was_written() -> None:
    text = print_forms(make_print_data()).text

    assert text.count(ASKED.text) == 1  # Its own party is not asked about it.
    assert "Afspraak van Zonnewijk:" in text
    assert "Hebt u gemerkt dat dit gebeurd is?" in text


def test_answers_in_words_have_a_box_each() -> None:
    text = print_forms(make_print_data()).text

    assert "ja een beetje nee Weet ik niet" in text
    assert text.count("meer dan 100") == 4


def test_every_open_question_asks_who_may_read_the_answer() -> None:
    data = make_print_data()

    text = print_forms(data).text

    types = [question.answer_type for question in questions_of(data)]
    for audience in ("shared_screen", "coach_only", "not_verbatim"):
        assert text.count(t(f"survey.audience.{audience}")) == 2 * types.count(AnswerType.OPEN)
    assert t("survey.audience.promise", partner="Zonnewijk") in text


@pytest.mark.parametrize("mode", PrivacyMode)
def test_the_form_says_who_sees_what_and_that_somebody_types_it_in(mode: PrivacyMode) -> None:
    data = make_print_data(privacy_mode=mode)

    text = print_forms(data).text

    promise = t(
        f"survey.promise.{mode.value}",
        party="Gemeente Veldzicht",
        partner="Zonnewijk",
        minimum=data.round.minimum_group,
    )
    assert promise in text
    assert "Die ziet uw code en uw antwoorden" in text


def test_small_groups_and_linked_rounds_are_told_so() -> None:
    plain = print_forms(make_print_data()).text
    small = print_forms(make_print_data(people=("Anna", "Bram"), is_linked=True)).text

    warning = t("survey.promise.small", n=2, party="Zonnewijk")
    assert t("survey.promise.linked") not in plain
    assert t("survey.promise.linked") in small
    assert warning not in plain
    assert warning in small


def test_a_form_of_a_person_shows_the_code_on_every_page_and_never_the_name() -> None:
    data = make_print_data()

    made = print_forms(data, is_blank=False)

    pages = made.pages
    people = [person for party in data.parties for person in party.people]
    for person in people:
        code = write_code(person.code)
        own = [page for page in pages if code in page]
        assert all(
            f"code {code} bladzijde {n} / {len(own)}" in page for n, page in enumerate(own, 1)
        )
        assert own
    assert "Anna de Wit" not in " ".join(pages)
    assert made.links == []


def test_no_sheet_printed_on_both_sides_holds_two_forms() -> None:
    made = print_forms(make_print_data(), is_blank=False)

    first_pages = [number for number, page in enumerate(made.pages) if "Uw code" in page]
    assert len(first_pages) == 6
    assert all(number % 2 == 0 for number in first_pages)


def test_a_blank_form_has_a_field_for_the_code_and_none_filled_in() -> None:
    data = make_print_data()

    text = print_forms(data).text

    codes = [write_code(person.code) for party in data.parties for person in party.people]
    assert text.count("De code van uw kaart") == 2
    assert not any(code in text for code in codes)


@pytest.mark.parametrize(
    ("contact", "whom"), [("Femke Jansen", "Femke Jansen"), (None, "wie u het formulier gaf")]
)
def test_it_says_where_to_hand_it_in(contact: str | None, whom: str) -> None:
    text = print_forms(make_print_data(contact=contact)).text

    assert f"Geef het op tijd aan {whom}. Het moet zijn overgetypt op dinsdag 1 december." in text


@pytest.mark.parametrize(("paper", "least"), [(Paper.A4, 11), (Paper.A3, 15)])
def test_no_letter_is_too_small_to_read(paper: Paper, least: int) -> None:
    sizes: set[float] = set()
    made = print_forms(make_print_data(), paper=paper)

    made.reader.pages[0].extract_text(
        visitor_text=lambda text, _, matrix, __, size: (
            sizes.add(abs(size * matrix[3])) if text.strip() else None
        )
    )

    assert sizes
    assert min(sizes) >= least


def test_it_is_tagged_in_its_language() -> None:
    made = print_forms(make_print_data(language=Language.ENGLISH))

    assert made.is_tagged
    assert made.claims_pdf_ua
    assert made.language == "en"


@pytest.mark.parametrize("name", HOSTILE_NAMES.values(), ids=HOSTILE_NAMES)
def test_hostile_names_lose_no_question(name: str) -> None:
    data = make_print_data(names=(name, name), partnership=name, contact=name, people=(name,))

    made = print_forms(data)

    text = squeeze(made.text)
    for question in questions_of(data):
        assert squeeze(question.text[Language.DUTCH].split("{partner}")[-1]) in text
