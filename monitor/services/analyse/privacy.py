"""What an analysis may hide."""

from enum import StrEnum

from monitor.domain.partnership import PrivacyMode


class Privacy(StrEnum):
    """Whether anything is hidden."""

    NONE = "none"
    CONFIDENTIAL = "confidential"

    @property
    def mode(self) -> PrivacyMode:
        """What a partnership would have agreed to get this."""
        return PrivacyMode.OPEN if self is Privacy.NONE else PrivacyMode.CONFIDENTIAL
