"""Everything that can go wrong, one class per thing a caller may catch."""


class MonitorError(Exception):
    """Base of all errors that this product raises on purpose."""


class NotFoundError(MonitorError):
    """The thing asked for does not exist, or not for this caller."""


class NotAllowedError(MonitorError):
    """Somebody may see this, but not do what was asked for."""


class NotSignedInError(MonitorError):
    """Nobody is signed in, or not any more."""


class SignInRefusedError(MonitorError):
    """What somebody proves with who they are is wrong, or nothing of theirs is taken for now.

    ``was_counted``: it was wrong; False when there was a lock already.
    """

    def __init__(self, *, was_counted: bool = True) -> None:
        super().__init__("sign-in refused")
        self.was_counted = was_counted


class InvalidPasswordError(MonitorError):
    """A password cannot be had; the message is the fault."""


class InvalidAccountError(MonitorError):
    """An account as typed in lacks something; the message names what."""


class DuplicateAccountError(MonitorError):
    """The e-mail address is of another account."""


class SignInElsewhereError(MonitorError):
    """Somebody who signed in at a provider does not come in; the message names what it was.

    ``problem``: which of :class:`monitor.domain.access.elsewhere.ElsewhereProblem` it is.
    """

    def __init__(self, problem: str, details: str = "") -> None:
        super().__init__(f"{problem}: {details}" if details else problem)
        self.problem = problem


class InvalidQuestionnaireError(MonitorError):
    """A questionnaire file breaks a rule; the message names the file and the place."""


class InvalidPartnershipError(MonitorError):
    """A partnership as typed in lacks something; the message names what."""


class InvalidTransitionError(MonitorError):
    """A round cannot go from its present state to the one asked for."""


class RoundClosedError(MonitorError):
    """The round takes no more answers."""


class RoundAlreadyOpenError(MonitorError):
    """The partnership already has an open round; a second one would split the answers."""


class NobodyToInviteError(MonitorError):
    """A party of the partnership has no active participant, so a round cannot open."""


class RoundOverlapsError(MonitorError):
    """A round would be open at the same time as another of the partnership."""


class PrivacyLockedError(MonitorError):
    """Somebody has answered under the privacy that was agreed; it holds until the round closes."""


class InvalidParticipantError(MonitorError):
    """A participant as typed in lacks something; the message names what."""


class InvalidTemplateError(MonitorError):
    """A mail text as typed in cannot be used; the message names why."""


class AlreadyAnsweredError(MonitorError):
    """The person has sent a form already; it is not replaced by one from paper."""


class InvalidAnswerError(MonitorError):
    """An answer fits no question that was asked; the message names its code."""


class WrongCodeError(MonitorError):
    """Nobody who was invited has this personal code."""


class MailRefusedError(MonitorError):
    """The mail server refuses a letter for good; the message is what it said."""


class MailDelayedError(MonitorError):
    """A letter could not be handed over now; the message is why."""


class SchemaError(MonitorError):
    """The database is not at the schema version that this code needs.

    The message is for a log. For people there is ``cli.schema.<problem>``, with ``values``.
    """

    def __init__(self, message: str, problem: str, **values: str) -> None:
        super().__init__(message)
        self.problem = problem
        self.values = values


class InvalidSettingError(MonitorError):
    """A setting has a value that cannot work; the message names it."""


class TooLittleHistoryError(MonitorError):
    """There are too few partnerships with enough rounds to estimate anything of them."""


class EmptyResponseError(MonitorError):
    """A form without a single answer cannot be sent: it would count as somebody's opinion."""


class StorageUnavailableError(MonitorError):
    """The database cannot be reached or stays locked; trying again later may help."""


class StorageBusyError(StorageUnavailableError):
    """Others kept the database to themselves for too long; nothing is broken, and it passes."""


class RecordChangedError(MonitorError):
    """Somebody else saved a newer version of what is being changed."""


class InvalidRecordError(MonitorError):
    """What was written down about a partnership lacks something; the message names what."""


class InvalidCardError(MonitorError):
    """A conversation card breaks a rule; the message names the place and the rule."""


class TooManyCardsError(MonitorError):
    """As many cards are chosen for the next meeting as one meeting can hold."""


class InvalidEntryError(MonitorError):
    """An entry of the log as typed in lacks something; the message names what."""


class InvalidTableError(MonitorError):
    """A file that was handed in holds no table that can be read; the message names why."""


class InvalidOrganisationError(MonitorError):
    """An organisation as typed in cannot be stored; the message names why."""


class InvalidManagerError(MonitorError):
    """A relationship manager as typed in lacks something; the message names what."""


class InvalidMeetingError(MonitorError):
    """A meeting as it was prepared cannot be held; the message names why."""


class MeetingNotRunningError(MonitorError):
    """A meeting that has not begun, or is over, takes nothing from its screens."""


class MeetingBegunError(MonitorError):
    """A meeting that has begun is kept: it cannot be thrown away."""


class CannotAskError(MonitorError):
    """A question cannot be put on phones now; the message names why."""


class LiveQuestionClosedError(MonitorError):
    """A question on phones takes no more answers: it was shown or dropped."""


class InvalidSlideTemplateError(MonitorError):
    """The file that slides are to look like cannot be used; the message names why."""


class InvalidBackupError(MonitorError):
    """A file cannot be restored; the message names why (a :class:`BackupProblem`)."""


class BackupStoppedError(MonitorError):
    """A backup was given up because the process ends; nothing of it is left."""
