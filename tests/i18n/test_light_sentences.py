import pytest

from monitor.domain.partnership import Language, PrivacyMode
from monitor.domain.results import PublishedRound
from monitor.domain.round import Quarter
from monitor.i18n.light_sentences import write_left_out, write_light, write_light_line
from tests.builders import INITIATIVE, MUNICIPALITY, make_closed_round, make_levels, release_of
from tests.charts.scenes import make_reader
from tests.factories import make_partnership, make_release

PARTNERSHIP = make_partnership()


def release_light(*people: int, mode: PrivacyMode = PrivacyMode.CONFIDENTIAL) -> PublishedRound:
    """Release a light round of two parties with so many people, half of whom give 3 and half 4."""
    levels = [make_levels(*([3, 4] * count)[:count]) for count in people]
    forms = dict(zip((MUNICIPALITY, INITIATIVE), levels, strict=True))
    return release_of(make_closed_round(forms, is_light=True, privacy_mode=mode))


def lines_of(light: PublishedRound, language: Language = Language.DUTCH) -> list[str]:
    return list(write_light(light, PARTNERSHIP, make_reader(language), has_full=True).lines)


def test_of_a_few_people_the_mean_of_all_questions_is_told_as_rounded() -> None:
    assert lines_of(release_light(6, 3)) == [
        "De gemeente: gemiddeld ongeveer 3,5 over de vier vragen; 6 van 6 gaven antwoord.",
        "Het initiatief: gemiddeld ongeveer 3,5 over de vier vragen.",
    ]


def test_of_eight_people_every_theme_is_told() -> None:
    assert lines_of(release_light(8, 8), Language.ENGLISH)[0] == (
        "The municipality: trust 3.5, transparency 3.5, room to grow 3.5 and equality 3.5; "
        "8 of 8 answered."
    )


def test_of_two_people_the_reason_is_told_why_nothing_is_shown() -> None:
    assert lines_of(release_light(2, 6))[0] == ("De gemeente: te weinig antwoorden om te tonen.")


def test_of_one_answer_per_party_every_theme_is_told() -> None:
    line = lines_of(release_light(1, 1, mode=PrivacyMode.JOINT))[0]

    assert "vertrouwen 3,0" in line


@pytest.mark.parametrize("language", Language)
def test_it_warns_against_comparing_and_says_what_follows(language: Language) -> None:
    reader, light = make_reader(language), release_light(6, 6)

    beside, alone = (
        write_light(light, PARTNERSHIP, reader, has_full=has_full) for has_full in (True, False)
    )

    assert beside.warning == reader.t("light.warning")
    assert alone.warning == reader.t("light.warning_alone")
    assert reader.formatter.quarter(light.quarter) in beside.title


def test_a_list_says_in_a_few_words_that_there_was_one() -> None:
    light = make_release(quarter=Quarter(2027, 1), is_light=True)

    assert write_light_line(light, make_reader()) == "korte check-in: 1e kwartaal 2027"


def test_a_chart_names_the_light_rounds_that_it_leaves_out() -> None:
    first, second = (make_release(quarter=Quarter(2027, each), is_light=True) for each in (1, 3))

    assert write_left_out([], make_reader()) == ""
    assert write_left_out([first], make_reader()).startswith(
        "Niet in deze grafiek: de korte check-in van het 1e kwartaal 2027."
    )
    assert write_left_out([first, second], make_reader(Language.ENGLISH)).startswith(
        "Not in this chart: the short check-ins of Q1 2027 and Q3 2027."
    )
