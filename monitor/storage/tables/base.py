"""What all tables share."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, MetaData, Text
from sqlalchemy.orm import DeclarativeBase

from monitor.domain.flags.worry import WorryKind
from monitor.domain.mail import LetterState, MailKind
from monitor.domain.partnership import Language, LegalForm, PartyKind, Phase, PrivacyMode
from monitor.domain.register.record import RecordKind
from monitor.domain.round import Quarter
from monitor.storage.types import QuarterLabel, UtcDateTime, enum_type

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
# An id is never given out again, so that an old link cannot lead to something new.
NEVER_REUSED = {"sqlite_autoincrement": True}


class Table(DeclarativeBase):
    """Base of all tables."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcDateTime(),
        Quarter: QuarterLabel(),
        Language: enum_type(Language),
        PartyKind: enum_type(PartyKind),
        Phase: enum_type(Phase),
        PrivacyMode: enum_type(PrivacyMode),
        MailKind: enum_type(MailKind),
        LetterState: enum_type(LetterState),
        LegalForm: enum_type(LegalForm),
        RecordKind: enum_type(RecordKind),
        WorryKind: enum_type(WorryKind),
        dict[str, Any]: JSON(),
        str: Text(),
    }
