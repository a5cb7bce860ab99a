"""Doing the same to many, so that one that fails does not stop the others."""

import logging
import traceback
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from monitor.domain.errors import StorageUnavailableError

Item = TypeVar("Item")
Result = TypeVar("Result")

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Result]):
    """What was done, and with how many it failed; the log tells with which, and why."""

    done: Sequence[Result]
    failed: int


def one_by_one(
    items: Iterable[Item], action: Callable[[Item], Result | None], task: str
) -> Outcome[Result]:
    """Do something to each; None from the action: there was nothing to do. ``task``: for the log.

    Raises:
        StorageUnavailableError: it would fail for the others too.
    """
    done: list[Result] = []
    failed = 0
    for item in items:
        try:
            result = action(item)
        except StorageUnavailableError:
            raise
        except Exception as error:
            logger.error("%s failed for %s: %s", task, item, describe_failure(error))  # noqa: TRY400 - See there.
            failed += 1
            continue
        if result is not None:
            done.append(result)
    return Outcome(done, failed)


def describe_failure(error: BaseException) -> str:
    """Return what went wrong and where, without the message: it could hold an address or a link."""
    frames = "".join(traceback.format_tb(error.__traceback__))
    return f"{type(error).__name__}\n{frames}".rstrip()
