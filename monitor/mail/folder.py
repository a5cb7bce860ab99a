"""Letters as files: what happens to them while no mail server is set."""

import os
import re
import secrets
from email.message import EmailMessage
from pathlib import Path

from monitor.domain.errors import MailDelayedError

_NOT_IN_A_NAME = re.compile(r"[^0-9A-Za-z]+")


class FolderMailer:
    """Writes each letter to a file of its own, readable for its owner only.

    Their names come from the Message-ID: a letter that is sent twice is there once.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, message: EmailMessage) -> None:
        """Write one letter; MailDelayedError when that is impossible now."""
        local_part = str(message["Message-ID"]).partition("@")[0]
        path = self._folder / f"{_NOT_IN_A_NAME.sub('', local_part)}.eml"
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _write(path, message.as_bytes(policy=message.policy.clone(linesep="\r\n")))
        except OSError as error:
            raise MailDelayedError(f"{type(error).__name__}: {error.strerror}") from None

    def close(self) -> None:
        """Nothing is kept open between letters."""


def _write(path: Path, content: bytes) -> None:
    """Write a file that is complete from the first moment others see it."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    try:
        handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
