"""What the trail tells has words in both languages, for everything that can be done."""

from collections.abc import Mapping
from datetime import UTC, datetime

import pytest

from monitor.domain.access.account import FIRST_WORKSPACE, AccountId, Role
from monitor.domain.access.actor import ActorKind
from monitor.domain.partnership import Language, PartnershipId
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import NOTHING_BEFORE, Deed, Entry, Fact
from monitor.domain.trail.line import TrailLine
from monitor.i18n.catalogue import translator
from monitor.i18n.trail_sentences import write_act, write_actor, write_particulars, write_rows
from tests.charts.scenes import make_reader

EN = translator(Language.ENGLISH)


def make_line(
    actor: ActorKind = ActorKind.PERSON,
    person: str | None = None,
    facts: Mapping[str, Fact] | None = None,
    about: str | None = None,
) -> TrailLine:
    account = AccountId(7) if actor is ActorKind.PERSON else None
    deed = Deed(Act.MEETING_BEGUN, PartnershipId(3), facts=facts or {})
    at = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
    entry = Entry(FIRST_WORKSPACE, 1, at, actor, account, deed, NOTHING_BEFORE, "ab" * 32)
    return TrailLine(entry, person, None, None, about)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("act", Act)
def test_every_act_has_a_text_of_its_own(act: Act, language: Language) -> None:
    t = translator(language)

    assert [each for each in Act if write_act(each, t) == write_act(act, t)] == [act]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (make_line(person="Fatima Bakker"), "Fatima Bakker"),
        (make_line(), "erased account 7"),
        (make_line(ActorKind.PRODUCT), "the system itself"),
        (make_line(ActorKind.TRYING), "somebody trying it"),
    ],
)
def test_who_did_it_is_named_and_who_is_erased_is_a_number(line: TrailLine, said: str) -> None:
    assert write_actor(line, EN) == said


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"meeting": 4, "change": "aloud"}, "meeting no. 4, aloud"),
        ({"role": Role.VIEWER.value}, "viewer"),
        ({"is_light": True}, "short check-in"),
        ({"is_light": False}, ""),
        ({"change": "of_a_later_version"}, ""),
        ({"unheard_of": 3}, ""),
        ({"backup_at": "2026-11-22T01:00:00+00:00"}, "the backup of 22 November 2026, 02:00"),
    ],
)
def test_particulars_are_told_as_far_as_there_are_words(facts: dict[str, Fact], said: str) -> None:
    assert write_particulars(make_line(facts=facts), make_reader(Language.ENGLISH)) == said


@pytest.mark.parametrize(
    ("about", "said"), [("Wies Jansen", "Wies Jansen, viewer"), (None, "account no. 8, viewer")]
)
def test_whom_it_was_done_to_is_named_until_they_are_erased(about: str | None, said: str) -> None:
    line = make_line(facts={"account": 8, "role": Role.VIEWER.value}, about=about)

    assert write_particulars(line, make_reader(Language.ENGLISH)) == said


@pytest.mark.parametrize("language", Language)
def test_a_file_has_a_header_and_names_a_partnership_that_is_gone_by_its_number(
    language: Language,
) -> None:
    header, cells = write_rows([make_line(person="Ali")], make_reader(language))

    assert len(header) == len(cells) == 7
    assert (cells[0], cells[2], cells[4], cells[6]) == ("1", "Ali", "3", "ab" * 32)
