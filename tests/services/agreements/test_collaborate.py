"""The collaboration agreement is written in versions, and two writers never undo each other."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from threading import Barrier
from typing import Any

import pytest

from monitor.domain.errors import InvalidRecordError, NotFoundError, RecordChangedError
from monitor.domain.partnership import Partnership, PartnershipId, PartyId
from monitor.domain.register.collaboration import (
    MOST_ROLES,
    Collaboration,
    Contribution,
    ContributionKind,
    Frames,
    Need,
    PartyRole,
    RoleLevel,
    TopicRoles,
)
from monitor.domain.register.record import Authorship
from monitor.services.agreements.collaborate import (
    MAXIMUM_LENGTH,
    find_collaboration_faults,
    read_collaboration,
    save_collaboration,
    sign,
)
from monitor.services.context import Context
from tests.factories import NOW, TODAY, add_partnership, make_partnership

NOOR, ALI = Authorship("Noor Visser", NOW), Authorship("Ali Demir", NOW + timedelta(days=1))
GOAL = Collaboration(goal="In 2032 is de buurt van het gas af.")
NOBODY = PartyId(99)


@pytest.fixture
def partnership(context: Context) -> Partnership:
    return add_partnership(context.unit_of_work).partnership


def rows(*topics: str) -> dict[str, Any]:
    return {"roles": tuple(TopicRoles(topic, ()) for topic in topics)}


def test_before_anything_is_written_down_there_is_no_version(
    context: Context, partnership: Partnership
) -> None:
    view = read_collaboration(context, partnership.id)

    assert (view.record, view.last_signed, list(view.versions)) == (None, None, [])
    assert view.collaboration == Collaboration()
    assert (view.partnership, view.today) == (partnership, TODAY)


def test_an_agreement_with_nothing_in_it_can_be_saved(
    context: Context, partnership: Partnership
) -> None:
    saved = save_collaboration(context, partnership.id, Collaboration(), None, NOOR)

    assert read_collaboration(context, partnership.id).record == saved


def test_every_version_is_kept_with_its_writer_and_reason(
    context: Context, partnership: Partnership
) -> None:
    first = save_collaboration(context, partnership.id, GOAL, None, NOOR)
    changed = replace(GOAL, support="Zaalhuur", reason="Steun was vergeten")
    second = save_collaboration(context, partnership.id, changed, first, ALI)

    view = read_collaboration(context, partnership.id)

    assert list(view.versions) == [first, second]
    assert (second.version, second.written) == (2, ALI)
    assert view.collaboration == changed


def test_texts_lose_stray_spaces_and_entries_without_words(
    context: Context, partnership: Partnership
) -> None:
    party = partnership.parties[0].id
    typed = Collaboration(
        intention=" Samen\r\nverder \x00",
        frames=Frames(fixed=" 2032 "),
        contributions=(
            Contribution(party, ContributionKind.MEANS, " geld "),
            Contribution(party, ContributionKind.MANDATE, " \n"),
        ),
        needs=(Need(party, ""),),
        roles=(
            TopicRoles(" Geld ", (PartyRole(party, RoleLevel.DECIDES),)),
            TopicRoles(" ", ()),
        ),
    )

    kept = save_collaboration(context, partnership.id, typed, None, NOOR).content

    assert kept == Collaboration(
        intention="Samen\nverder",
        frames=Frames(fixed="2032"),
        contributions=(Contribution(party, ContributionKind.MEANS, "geld"),),
        roles=(TopicRoles("Geld", (PartyRole(party, RoleLevel.DECIDES),)),),
    )


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"support": "x" * (MAXIMUM_LENGTH + 1)}, "too_long"),
        ({"frames": Frames(open="x" * (MAXIMUM_LENGTH + 1))}, "too_long"),
        ({"goal": "Een. Twee. Drie. Vier."}, "goal_too_long"),
        (rows(*(str(number) for number in range(MOST_ROLES + 1))), "too_many_roles"),
        (rows("Geld", " "), "topic_missing"),
        (rows("Geld", "geld "), "topic_twice"),
        ({"needs": (Need(NOBODY, "x"),)}, "party_unknown"),
        ({"contributions": (Contribution(NOBODY, ContributionKind.OTHER, "x"),)}, "party_unknown"),
        (
            {"roles": (TopicRoles("Geld", (PartyRole(NOBODY, RoleLevel.LEADS),)),)},
            "party_unknown",
        ),
    ],
)
def test_what_is_wrong_is_named(changed: dict[str, Any], fault: str) -> None:
    wrong = replace(Collaboration(), **changed)

    assert find_collaboration_faults(wrong, make_partnership()) == [fault]


def test_three_sentences_and_eight_topics_are_allowed() -> None:
    topics = rows(*(str(number) for number in range(MOST_ROLES)))
    fine = replace(Collaboration(goal="Een. Twee. Drie."), **topics)

    assert find_collaboration_faults(fine, make_partnership()) == []


def test_an_agreement_with_faults_is_not_stored(context: Context, partnership: Partnership) -> None:
    wrong = Collaboration(goal="Een. Twee. Drie. Vier.")

    with pytest.raises(InvalidRecordError, match="goal_too_long"):
        save_collaboration(context, partnership.id, wrong, None, NOOR)

    assert read_collaboration(context, partnership.id).record is None


def test_an_unknown_partnership_has_no_agreement(context: Context) -> None:
    with pytest.raises(NotFoundError):
        read_collaboration(context, PartnershipId(9999))
    with pytest.raises(NotFoundError):
        save_collaboration(context, PartnershipId(9999), GOAL, None, NOOR)


def test_who_writes_on_an_older_version_is_told_and_changes_nothing(
    context: Context, partnership: Partnership
) -> None:
    first = save_collaboration(context, partnership.id, GOAL, None, NOOR)
    second = save_collaboration(context, partnership.id, replace(GOAL, support="x"), first, ALI)

    for seen in (first, None):
        with pytest.raises(RecordChangedError):
            save_collaboration(context, partnership.id, replace(GOAL, support="y"), seen, NOOR)

    assert list(read_collaboration(context, partnership.id).versions) == [first, second]


def test_of_many_who_begin_at_once_one_writes_the_first_version(
    context: Context, partnership: Partnership
) -> None:
    barrier = Barrier(4)

    def try_to_begin(number: int) -> bool:
        barrier.wait()
        goal = Collaboration(goal=f"Poging {number}")
        try:
            save_collaboration(context, partnership.id, goal, None, NOOR)
        except RecordChangedError:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        succeeded = list(pool.map(try_to_begin, range(4)))

    view = read_collaboration(context, partnership.id)
    assert sorted(succeeded) == [False] * 3 + [True]
    assert [version.content.goal for version in view.versions] == [
        f"Poging {succeeded.index(True)}"
    ]


def test_signing_is_a_version_with_a_date_and_the_same_words(
    context: Context, partnership: Partnership
) -> None:
    written = save_collaboration(context, partnership.id, replace(GOAL, reason="Begin"), None, NOOR)

    signed = sign(context, written, date(2026, 11, 10), ALI)

    assert signed.content == replace(GOAL, signed_on=date(2026, 11, 10))
    assert read_collaboration(context, partnership.id).last_signed == signed


def test_nobody_signs_in_the_future(context: Context, partnership: Partnership) -> None:
    written = save_collaboration(context, partnership.id, GOAL, None, NOOR)

    with pytest.raises(InvalidRecordError, match="signed_ahead"):
        sign(context, written, TODAY + timedelta(days=1), NOOR)

    assert sign(context, written, TODAY, NOOR).content.signed_on == TODAY


def test_words_that_changed_after_signing_are_not_signed_and_it_stays_known_what_was(
    context: Context, partnership: Partnership
) -> None:
    written = save_collaboration(context, partnership.id, GOAL, None, NOOR)
    signed = sign(context, written, TODAY, NOOR)

    changed = replace(signed.content, support="Zaalhuur")
    present = save_collaboration(context, partnership.id, changed, signed, ALI)

    view = read_collaboration(context, partnership.id)
    assert present.content.signed_on is None
    assert (view.record, view.last_signed) == (present, signed)


def test_nobody_signs_words_that_were_changed_meanwhile(
    context: Context, partnership: Partnership
) -> None:
    first = save_collaboration(context, partnership.id, GOAL, None, NOOR)
    save_collaboration(context, partnership.id, replace(GOAL, support="x"), first, ALI)

    with pytest.raises(RecordChangedError):
        sign(context, first, TODAY, NOOR)
