"""How an account is described."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from monitor.domain.access.account import Account, AccountId, Role, Scope, WorkspaceId
from monitor.domain.access.account_line import AccountLine, AccountState
from monitor.domain.partnership import Language, PartnershipId
from monitor.i18n.account_words import write_last, write_scope
from monitor.i18n.catalogue import translator
from monitor.i18n.formats import Formatter
from tests.factories import NOW

t = translator(Language.ENGLISH)
FORMATTER = Formatter(Language.ENGLISH, ZoneInfo("Europe/Amsterdam"))
LATER = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def make_account(*, scope: Scope | None = None, signed_in_at: datetime | None = None) -> Account:
    return Account(
        id=AccountId(1),
        workspace_id=WorkspaceId(1),
        email="ada@veldzicht.example",
        name="Ada",
        language=Language.DUTCH,
        role=Role.VIEWER,
        scope=scope or Scope(),
        made_at=NOW,
        signed_in_at=signed_in_at,
    )


def make_line(account: Account, state: AccountState, until: datetime | None = None) -> AccountLine:
    return AccountLine(
        account=account,
        state=state,
        has_second_factor=False,
        is_of_elsewhere=False,
        invited_until=until,
        is_oneself=False,
        can_change=True,
    )


@pytest.mark.parametrize(
    ("scope", "text"),
    [
        (Scope(), "all partnerships"),
        (Scope(frozenset()), "no partnership yet"),
        (Scope(frozenset({PartnershipId(1)})), "1 partnership"),
        (Scope(frozenset({PartnershipId(1), PartnershipId(2)})), "2 partnerships"),
    ],
)
def test_how_far_somebody_sees_is_said_in_words(scope: Scope, text: str) -> None:
    assert write_scope(make_account(scope=scope), t) == text


@pytest.mark.parametrize(
    ("signed_in_at", "state", "until", "text"),
    [
        (NOW, AccountState.ACTIVE, None, "last signed in on Tuesday 17 November"),
        (None, AccountState.ACTIVE, None, "not signed in yet"),
        (None, AccountState.INVITED, LATER, "invitation works until Tuesday 24 November"),
        (None, AccountState.INVITED, None, "invitation has expired"),
    ],
)
def test_when_somebody_signed_in_last_is_said_or_what_became_of_their_invitation(
    signed_in_at: datetime | None, state: AccountState, until: datetime | None, text: str
) -> None:
    line = make_line(make_account(signed_in_at=signed_in_at), state, until)

    assert write_last(line, t, FORMATTER) == text
