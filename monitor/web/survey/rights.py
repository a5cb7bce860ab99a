"""Builds what a respondent can know and do: the page about data, the copy, the withdrawal."""

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.domain.partnership import PrivacyMode
from monitor.domain.privacy_agreement import Consent
from monitor.domain.questionnaire import AnswerType
from monitor.domain.tiers import DETAIL_MINIMUM, QUESTION_MINIMUM
from monitor.services.checkin.answer_checkin import Checkin
from monitor.web.survey.pages import describe_promise, describe_small_group
from monitor.web.survey.questions import partner_name
from monitor.web.survey.reader import Reader


@dataclass(frozen=True, slots=True)
class PrivacyView:
    """How this person's data is treated, as it is printed."""

    promise: str
    small_group: str | None
    agreed: Sequence[str]
    partner: str
    is_confidential: bool
    is_linked: bool
    link: str
    can_withdraw: bool
    contact: str
    asked_besides: Sequence[str]


def build_privacy(checkin: Checkin, consents: Sequence[Consent], reader: Reader) -> PrivacyView:
    """Build the page that says how this person's data is treated."""
    mode = checkin.round.privacy_mode
    return PrivacyView(
        promise=describe_promise(checkin, reader),
        small_group=describe_small_group(checkin, reader),
        agreed=_describe_consents(checkin, consents, reader),
        partner=partner_name(checkin, reader),
        is_confidential=mode is PrivacyMode.CONFIDENTIAL,
        is_linked=checkin.round.is_linked,
        link=_describe_link(checkin, reader),
        can_withdraw=checkin.is_begun,
        contact=_describe_contact(checkin, reader),
        asked_besides=_describe_besides(checkin, reader),
    )


def describe_withdrawal(checkin: Checkin, reader: Reader) -> str:
    """Say whose answers will be gone."""
    if checkin.round.privacy_mode is PrivacyMode.JOINT:
        return reader.t("survey.withdraw.joint", party=checkin.party.name)
    return reader.t("survey.withdraw.text")


def describe_owner(checkin: Checkin, reader: Reader) -> str:
    """Say on a copy whose answers these are."""
    key = "joint" if checkin.round.privacy_mode is PrivacyMode.JOINT else "own"
    return reader.t(
        f"survey.copy.of.{key}", party=checkin.party.name, partnership=checkin.partnership.name
    )


def describe_copy(checkin: Checkin, reader: Reader) -> str:
    """Say on a copy whether the answers count."""
    if checkin.response.is_sent:
        return reader.t("survey.copy.sent")
    return reader.t("survey.copy.draft")


def _describe_link(checkin: Checkin, reader: Reader) -> str:
    if checkin.round.privacy_mode is PrivacyMode.JOINT:
        return reader.t("survey.privacy.link.joint")
    return reader.t("survey.privacy.link.text")


def _describe_besides(checkin: Checkin, reader: Reader) -> Sequence[str]:
    """Say what is shown of what this round asks besides its questionnaire."""
    if checkin.round.privacy_mode is not PrivacyMode.CONFIDENTIAL:
        return []
    minimum = max(DETAIL_MINIMUM, checkin.round.minimum_group)
    types = {question.answer_type for part in checkin.parts for question in part.questions}
    return [
        reader.t(
            f"survey.privacy.besides.{each.value}",
            minimum=minimum,
            each=max(QUESTION_MINIMUM, minimum),
        )
        for each in (AnswerType.NOTICED, AnswerType.EXPECTED, AnswerType.HOURS)
        if each in types
    ]


def _describe_consents(
    checkin: Checkin, consents: Sequence[Consent], reader: Reader
) -> Sequence[str]:
    said = {each.party_id: each for each in consents}
    return [
        reader.t(
            "survey.privacy.agreed.by",
            party=party.name,
            person=said[party.id].given_by,
            day=reader.formatter.long_day(said[party.id].given_on),
        )
        if party.id in said
        else reader.t("survey.privacy.agreed.unknown", party=party.name)
        for party in checkin.partnership.parties
    ]


def _describe_contact(checkin: Checkin, reader: Reader) -> str:
    contact = checkin.partnership.contact
    if contact:
        return reader.t("survey.privacy.contact", contact=contact)
    return reader.t("survey.privacy.contact.none")
