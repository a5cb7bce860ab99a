"""What can be done that the trail tells of."""

from enum import StrEnum


class Act(StrEnum):
    """Something that was done; the text is ``trail.act.<value>``."""

    # Coming in.
    SET_UP = "set_up"
    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"
    SIGN_IN_REFUSED = "sign_in_refused"
    LOCKED_OUT = "locked_out"
    PASSWORD_SET = "password_set"  # noqa: S105 - It names an act.
    SECOND_FACTOR_SET = "second_factor_set"
    RECOVERY_CODE_USED = "recovery_code_used"
    ACCOUNT_INVITED = "account_invited"
    ACCOUNT_CHANGED = "account_changed"
    ACCOUNT_DISABLED = "account_disabled"
    ACCOUNT_ENABLED = "account_enabled"
    ACCOUNT_ERASED = "account_erased"
    WORKSPACE_CHANGED = "workspace_changed"
    # What a partnership is, and who is in it.
    PARTNERSHIP_STARTED = "partnership_started"
    PARTNERSHIP_CHANGED = "partnership_changed"
    PARTIES_CHANGED = "parties_changed"
    ORGANISATION_CHANGED = "organisation_changed"
    MANAGER_CHANGED = "manager_changed"
    PRIVACY_CHANGED = "privacy_changed"
    PERSON_ADDED = "person_added"
    PERSON_CHANGED = "person_changed"
    PEOPLE_IMPORTED = "people_imported"
    PERSON_EXPORTED = "person_exported"
    PERSON_ERASED = "person_erased"
    # Check-ins.
    ROUND_PLANNED = "round_planned"
    ROUND_OPENED = "round_opened"
    ROUND_CLOSED = "round_closed"
    LINKS_SHOWN = "links_shown"
    LINK_CHANGED = "link_changed"
    PAPER_FORM_ENTERED = "paper_form_entered"
    MAIL_TEXT_CHANGED = "mail_text_changed"
    MAIL_QUEUED = "mail_queued"
    # Looking, and taking away.
    SPLIT_SEEN = "split_seen"
    FILES_MADE = "files_made"
    ANSWERS_EXPORTED = "answers_exported"
    # What people write down, and the talk.
    RECORD_WRITTEN = "record_written"
    RECORD_REMOVED = "record_removed"
    WORRY_HANDLED = "worry_handled"
    CARDS_CHOSEN = "cards_chosen"
    MEETING_PREPARED = "meeting_prepared"
    MEETING_BEGUN = "meeting_begun"
    MEETING_ENDED = "meeting_ended"
    KEY_TURNED = "key_turned"
    ASKED_LIVE = "asked_live"
    # What all partnerships share.
    LIBRARY_CHANGED = "library_changed"
    QUESTIONNAIRE_CHANGED = "questionnaire_changed"
    VARIANCES_CHANGED = "variances_changed"
    VIEW_CHANGED = "view_changed"
    # The product at work.
    SAMPLE_CHANGED = "sample_changed"
    RETENTION_APPLIED = "retention_applied"
    RESTORED = "restored"
