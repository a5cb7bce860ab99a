"""The relationship manager: who looks after partnerships, and hears of news by mail."""

from dataclasses import dataclass

from monitor.domain.partnership import Language, ManagerId


@dataclass(frozen=True, slots=True)
class Manager:
    """A relationship manager. ``wants_digest``: a mail a week, when there is news."""

    id: ManagerId
    name: str
    language: Language
    email: str | None = None
    wants_digest: bool = True
