"""The link in a digest stops the digests to its manager, and can let them go on again."""

import pytest

from monitor.domain.errors import NotFoundError
from monitor.domain.links import derive_digest_token, derive_mail_token
from monitor.domain.partnership import ManagerId, ParticipantId
from monitor.services.context import Context
from monitor.services.mail.stop_digests import choose_digests, read_manager
from tests.factories import SECRET_KEY
from tests.services.digesting import add_manager


def test_digests_are_stopped_and_wanted_again(context: Context) -> None:
    manager = add_manager(context)
    token = derive_digest_token(SECRET_KEY, manager.id)
    assert read_manager(context, manager.id, token) == manager

    choose_digests(context, manager.id, token, wants_digest=False)
    assert not read_manager(context, manager.id, token).wants_digest

    choose_digests(context, manager.id, token, wants_digest=True)
    assert read_manager(context, manager.id, token) == manager


def test_the_link_of_somebody_else_stops_nothing(context: Context) -> None:
    manager = add_manager(context)
    others = [
        derive_digest_token(SECRET_KEY, ManagerId(manager.id + 1)),
        derive_mail_token(SECRET_KEY, ParticipantId(manager.id)),
        "",
    ]

    for token in others:
        with pytest.raises(NotFoundError):
            choose_digests(context, manager.id, token, wants_digest=False)


def test_a_manager_who_is_gone_has_no_link(context: Context) -> None:
    gone = ManagerId(9)

    with pytest.raises(NotFoundError):
        read_manager(context, gone, derive_digest_token(SECRET_KEY, gone))
