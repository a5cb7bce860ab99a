from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from monitor.charts.questions import (
    describe_hidden_questions,
    describe_questions,
    draw_questions,
    has_counts,
    has_questions,
    table_of_questions,
)
from monitor.domain.partnership import Language
from monitor.domain.results import HiddenReason, PublishedQuestion, PublishedRound
from monitor.services.checkin.questionnaires import read_questionnaires
from tests.charts.scenes import LOOK, PHONE, make_reader
from tests.factories import QUESTIONNAIRE, make_partnership, make_published_party, make_release

ASKED = read_questionnaires()[QUESTIONNAIRE]
COUNTS = (1, 2, 2, 3, 0)


def make_answered(*parties: Sequence[PublishedQuestion]) -> PublishedRound:
    return make_release(
        parties=[
            make_published_party(party_id=number, questions=questions, has_enough=bool(questions))
            for number, questions in enumerate(parties, start=1)
        ]
    )


def make_means(means: Mapping[str, float]) -> list[PublishedQuestion]:
    return [PublishedQuestion(code, mean) for code, mean in means.items()]


BOTH = make_answered(make_means({"TRU1": 4.0, "TRU2": 3.9}), make_means({"TRU1": 2.5, "TRU2": 3.8}))
HIDDEN = PublishedQuestion("TRU1", hidden_because=HiddenReason.TOO_FEW_FOR_QUESTIONS)


def texts(figure: go.Figure) -> str:
    return " ".join(annotation.text for annotation in figure.layout.annotations)


def test_means_are_dots_on_the_scale_with_the_shapes_of_the_parties() -> None:
    figure = draw_questions(make_partnership(), BOTH, ASKED, make_reader(), LOOK)

    municipality, initiative = figure.data
    assert list(municipality.x) == [4.0, 3.9]
    assert list(initiative.x) == [2.5, 3.8]
    assert list(municipality.y) == list(initiative.y)
    assert (municipality.marker.symbol, initiative.marker.symbol) == ("square", "circle")


def test_numbers_and_differences_stand_beside_the_dots() -> None:
    written = texts(draw_questions(make_partnership(), BOTH, ASKED, make_reader(), LOOK))

    assert ">2,5<" in written
    assert f'<b style="color:{LOOK.palette.signal}">1,5</b>' in written
    assert "<b>De ander doet wat we samen afspreken.</b>" in written


def test_a_party_whose_questions_are_hidden_has_no_dot() -> None:
    published = make_answered(make_means({"TRU1": 4.0}), [HIDDEN])

    figure = draw_questions(make_partnership(), published, ASKED, make_reader(), LOOK)

    assert list(figure.data[1].x) == []
    assert list(figure.layout.shapes) == []


def test_counts_are_drawn_as_bars_instead() -> None:
    question = PublishedQuestion("TRU1", 2.9, COUNTS)
    published = make_answered([question], [question])

    figure = draw_questions(make_partnership(), published, ASKED, make_reader(), LOOK)

    assert has_counts(published)
    assert not has_counts(BOTH)
    assert {type(trace) for trace in figure.data} == {go.Bar}


def test_a_phone_has_no_columns_beside_the_dots() -> None:
    figure = draw_questions(make_partnership(), BOTH, ASKED, make_reader(), PHONE)

    assert "Verschil" not in texts(figure)
    assert figure.layout.margin.l < 20


def test_the_sentence_names_the_largest_differences_in_both_languages() -> None:
    published = make_answered(make_means({"TRU1": 4.0}), make_means({"TRU1": 2.5}))

    assert describe_questions(make_partnership(), published, ASKED, make_reader()) == (
        "Antwoorden per vraag: gemeente en initiatief. "
        "Het grootste verschil zit bij “De ander doet wat we samen afspreken”."
    )
    assert describe_questions(
        make_partnership(), published, ASKED, make_reader(Language.ENGLISH)
    ) == (
        "Answers per question: municipality and initiative. "
        "The largest difference is on “The other party does what we agree together”."
    )


def test_the_sentence_is_plain_without_differences() -> None:
    published = make_answered(make_means({"TRU1": 4.0}), [HIDDEN])

    sentence = describe_questions(make_partnership(), published, ASKED, make_reader())

    assert sentence == "Antwoorden per vraag: gemeente en initiatief."


def test_the_table_holds_means_counts_and_what_is_not_shown() -> None:
    published = make_answered([PublishedQuestion("TRU1", 2.9, COUNTS)], [HIDDEN])

    table = table_of_questions(make_partnership(), published, ASKED, make_reader())

    assert list(table.headers) == ["Vraag", "Gemeente", "Initiatief", "Verschil"]
    assert list(table.rows[0]) == [
        "De ander doet wat we samen afspreken.",
        "2,9 (1 · 2 · 2 · 3 · 0)",
        "geen cijfer",
        "–",
    ]


def test_every_party_without_questions_is_told_why() -> None:
    published = make_answered([HIDDEN], [])

    sentences = describe_hidden_questions(make_partnership(), published, make_reader())

    assert sentences == [
        "Gemeente: per vraag tonen we antwoorden vanaf 8 mensen. Zo is niemand herkenbaar.",
        "Initiatief: te weinig antwoorden om te tonen. Zo is niemand herkenbaar.",
    ]
    assert not has_questions(published)
    assert has_questions(BOTH)
