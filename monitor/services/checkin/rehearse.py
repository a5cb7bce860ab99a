"""Go once through what saving a page asks of the database, before anybody does."""

from contextlib import suppress

from monitor.domain.errors import StorageUnavailableError
from monitor.domain.links import Token, hash_token
from monitor.domain.response import ResponseKey
from monitor.domain.round import RoundId
from monitor.services.checkin.additions import read_additions
from monitor.services.context import Context

_NOBODY = Token("")
_NO_ROUND, _NO_RESPONSE = RoundId(0), ResponseKey("")


def rehearse(context: Context) -> None:
    """Look for the form of nobody, and store nothing.

    Files are read and statements made ready when they are asked for the first time. When many open
    their invitation at once, as after a letter, each of the first would do that by itself.
    """
    read_additions()
    with suppress(StorageUnavailableError):
        with context.unit_of_work.within(None)(reads_only=True) as uow:
            uow.whereabouts.of_personal_link(hash_token(_NOBODY))
        with context.unit_of_work() as uow:
            uow.rounds.find_invited(hash_token(_NOBODY), keep_open=True)
            uow.asked_agreements.list_of(_NO_ROUND)
            uow.responses.find(_NO_RESPONSE, for_update=True)
