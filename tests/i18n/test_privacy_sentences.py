from dataclasses import replace

import pytest

from monitor.domain.partnership import Language, PartyId
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import AuditVerdict, HiddenReason, PublishedScore
from monitor.i18n.privacy_sentences import write_audit, write_hidden
from tests.charts.scenes import make_reader, make_scene, make_side
from tests.factories import make_partnership

MEANS = (3.9, 3.9, 3.9, 3.9)


def test_a_safe_release_says_how_close_anybody_can_come() -> None:
    verdict = AuditVerdict(problems=12, narrowest=1.0)

    assert write_audit(verdict, make_partnership(), make_reader()) == (
        "Nagerekend: niemand is met deze cijfers tot minder dan 1,0 punt te herleiden."
    )


def test_a_release_that_was_made_safe_names_of_whom_less_is_shown() -> None:
    verdict = AuditVerdict(problems=12, narrowest=None, hidden=(PartyId(1), PartyId(2)))

    assert write_audit(verdict, make_partnership(), make_reader()) == (
        "Nagerekend: er is niets getoond waaruit iemand te herleiden is. "
        "Daarom tonen we minder van de gemeente en het initiatief."
    )


def test_a_hidden_party_is_told_once_with_the_reason() -> None:
    latest = make_scene(make_side(1, MEANS), make_side(2, None))

    assert write_hidden(latest, make_partnership(), make_reader()) == [
        "Het initiatief: te weinig antwoorden om te tonen."
    ]


def test_some_hidden_scores_are_told_by_their_names() -> None:
    party = make_side(1, MEANS)
    hidden = {
        each: PublishedScore(each, hidden_because=HiddenReason.TOO_FEW_ANSWERS)
        for each in (Dimension.TRUST, Dimension.EQUALITY)
    }
    latest = make_scene(replace(party, scores={**party.scores, **hidden}), make_side(2, MEANS))

    assert write_hidden(latest, make_partnership(), make_reader()) == [
        "De gemeente, vertrouwen en gelijkwaardigheid: te weinig antwoorden om te tonen."
    ]


def test_where_all_is_shown_there_is_nothing_to_tell() -> None:
    latest = make_scene(make_side(1, MEANS), make_side(2, MEANS))

    assert write_hidden(latest, make_partnership(), make_reader()) == []


@pytest.mark.parametrize("reason", HiddenReason)
@pytest.mark.parametrize("language", Language)
def test_every_reason_has_its_words(reason: HiddenReason, language: Language) -> None:
    scores = {each: PublishedScore(each, hidden_because=reason) for each in Dimension}
    latest = make_scene(replace(make_side(1, MEANS), scores=scores), make_side(2, MEANS))

    (line,) = write_hidden(latest, make_partnership(), make_reader(language))

    assert line.endswith(".")
