"""Every use case asks whether somebody may, and every one that stores something is noted.

A use case that does neither stands here with the reason, so that leaving it out is a decision.
"""

from collections.abc import Mapping

from tests.services.access.use_cases import find_use_cases

_LINK = "The personal link of the survey is the authority."
_LIVE = "The link to a question on phones is the authority."
_STOP = "The link at the foot of a mail is the authority."
_INSTALLATION = "Only who runs the installation does it, by the command line."
_WHOSE = "It only finds in which workspace a link is, which is not told."
_WORKER = "The worker does it for the product; whatever it shares with people asks."
# Somebody's own way in: nobody is known yet, and the secret that they give is the authority.
_WAY_IN = "sign_in"

ASKS_NOTHING: Mapping[str, str] = {
    "accounts.invite.whole_workspace": "It only begins a transaction; whoever wants one asks.",
    "accounts.rescue.rescue": _INSTALLATION,
    "accounts.workspaces.add_workspace": _INSTALLATION,
    "accounts.workspaces.list_workspaces": _INSTALLATION,
    "accounts.workspaces.read_workspace": "Whoever is in a workspace may know its name.",
    "checkin.answer_checkin.read_checkin": _LINK,
    "checkin.answer_checkin.save_page": _LINK,
    "checkin.answer_checkin.send": _LINK,
    "checkin.answer_checkin.withdraw": _LINK,
    "checkin.rehearse.rehearse": "It looks for what nobody has, and shows nothing.",
    "checkin.open_with_code.find_token": "The poster and the personal code are the authority.",
    "checkin.open_with_code.read_poster": "The poster is the authority.",
    "checkin.plan_rounds.plan_ahead": _WORKER,
    "checkin.run_checkins.run_checkins": _WORKER,
    "mail.deliver_mail.deliver": _WORKER,
    "mail.digests.deliver_digests": _WORKER,
    "mail.digests.queue_digests": _WORKER,
    "mail.queue_mail.queue_letters": _WORKER,
    "mail.stop_digests.choose_digests": _STOP,
    "mail.stop_digests.read_manager": _STOP,
    "mail.stop_mail.choose_mail": _STOP,
    "mail.stop_mail.read_recipient": _STOP,
    "meeting.answer_live.cast_vote": _LIVE,
    "meeting.answer_live.find_live_token": _LIVE,
    "meeting.answer_live.read_asked": _LIVE,
    "meeting.forget_votes.forget_votes": _WORKER,
    "privacy.apply_retention.apply_daily": _WORKER,
    "privacy.apply_retention.apply_retention": "Only the worker and the command line do it.",
    "privacy.apply_retention.find_due": "Only the worker and the command line do it.",
    "privacy.do_again.keep_who_is_back": "Only the command line does it, after a restore.",
    "prove_writing.can_write": "It writes for proof, and reveals nothing.",
    "review_due.review_due": _WORKER,
    "sample.load_sample.has_samples": "Every page says whether there is sample data.",
    "trail.note.note_look": "It is called where somebody was asked already.",
    **{
        f"whose_link.at_{what}": _WHOSE
        for what in (
            *("live_question", "manager", "meeting", "participant"),
            *("partnership", "personal_link", "round"),
        )
    },
}

_ANSWER = "It would tell who answered when (ADR 0003)."
_VOTE = "It would tell who answered a question on phones when (ADR 0020)."
_COUNT = "It counts attempts for a minute, and names nobody."
_NOTHING_NEW = "It works out anew what follows from what was noted already."
_MAIL = "Whom a mail goes to would tell who answered (ADR 0014)."
_OWN_MAIL = "It is about one person's own mail, and about no partnership."
_BEFORE = "Nobody came in yet: that they did, or were refused, is noted in the end."

IS_NOT_NOTED: Mapping[str, str] = {
    "accounts.workspaces.add_workspace": "Of a workspace without a trail yet; the invitation is.",
    "checkin.answer_checkin.save_page": _ANSWER,
    "checkin.answer_checkin.send": _ANSWER,
    "checkin.answer_checkin.withdraw": _ANSWER,
    "checkin.run_checkins.run_checkins": "It only says that the worker ran; each step notes.",
    "mail.deliver_mail.deliver": _MAIL,
    "mail.digests.deliver_digests": _OWN_MAIL,
    "mail.digests.queue_digests": _OWN_MAIL,
    "mail.stop_digests.choose_digests": _OWN_MAIL,
    "mail.stop_mail.choose_mail": _OWN_MAIL,
    "meeting.answer_live.cast_vote": _VOTE,
    "meeting.ask_live.put_away": "It only changes what stands on the shared screen.",
    "overview.recompute.recompute": _NOTHING_NEW,
    "prove_writing.can_write": "It stores nothing but the proof.",
    "review_due.review_due": _NOTHING_NEW,
    "sign_in.attempts.begin_attempt": _COUNT,
    "sign_in.attempts.forget_failures": _COUNT,
    "sign_in.attempts.take_back": _COUNT,
    "sign_in.elsewhere.depart": _BEFORE,
    "sign_in.enter.show_code": _BEFORE,
    "sign_in.enter.sign_in": _BEFORE,
    "sign_in.passwords.request_reset": "Whoever asks may be anybody; the new password is noted.",
    "sign_in.sessions.begin_halfway": _BEFORE,
    "sign_in.set_up.draw_set_up_code": "The product makes it at its start; using it is noted.",
    "trail.note.note_look": "It is what notes.",
}


def test_every_use_case_asks_or_says_why_not() -> None:
    inside = [each for each in find_use_cases() if each.folder != _WAY_IN]

    assert {each.name for each in inside if not each.asks} == set(ASKS_NOTHING)


def test_every_use_case_that_stores_is_noted_or_says_why_not() -> None:
    unnoted = {each.name for each in find_use_cases() if each.stores and not each.is_noted}

    assert unnoted == set(IS_NOT_NOTED)
