"""A disk without room: no letter is marked sent that was not, and later each is sent once."""

import resource

import pytest

from monitor.domain.mail import LetterState
from tests.acceptance.ticking import Installation, finish


def leave_no_room() -> None:
    """Let this process write nothing to any file."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))


# H10.
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_with_a_full_disk_no_mail_goes_out_and_with_room_each_letter_goes_out_once(
    installation: Installation,
) -> None:
    installation.plan(rounds=3)
    installation.open()

    code, _ = finish(installation.tick(leave_no_room))
    accepted = len(installation.mail_server.accepted)
    kept = {(letter.state, letter.attempts) for letter in installation.letters()}
    again, output = finish(installation.tick())

    assert code == 1
    assert accepted == 0
    assert kept == {(LetterState.WAITING, 0)}
    assert (again, len(installation.mail_server.accepted)) == (0, 6), output
    assert set(installation.mail_server.message_ids.values()) == {1}
    assert {letter.state for letter in installation.letters()} == {LetterState.SENT}
