"""The words in which organisations write their mail: read, change, and back to the product's own.

The product's own words are texts for people, so they are not known here: None stands for them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from monitor.domain.access.rules import check_can_manage_all, check_can_see
from monitor.domain.errors import InvalidTemplateError
from monitor.domain.mail import MailKind, MailText
from monitor.domain.mail_text import find_text_faults, tidy_line, tidy_text
from monitor.domain.partnership import Language, OrganisationId, Partnership, PartnershipId
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import Deed
from monitor.services.context import Context
from monitor.services.ports import UnitOfWork
from monitor.services.trail.note import note


@dataclass(frozen=True, slots=True)
class MailTextsView:
    """A partnership and the texts that its organisations worded themselves."""

    partnership: Partnership
    own: Sequence[MailText]

    def find(
        self, organisation_id: OrganisationId, kind: MailKind, language: Language
    ) -> MailText | None:
        """Return the text of an organisation; None where it uses that of the product."""
        wanted = (organisation_id, kind, language)
        for text in self.own:
            if (text.organisation_id, text.kind, text.language) == wanted:
                return text
        return None


def read_mail_texts(context: Context, partnership_id: PartnershipId) -> MailTextsView:
    """Return what the organisations of a partnership worded; NotFoundError if there is none."""
    check_can_see(context.actor, partnership_id)
    with context.unit_of_work(reads_only=True) as uow:
        partnership = uow.partnerships.get(partnership_id)
        found = [
            uow.mail_texts.find(party.organisation.id, kind, language)
            for party in partnership.parties
            for kind in MailKind
            for language in Language
        ]
    return MailTextsView(partnership, [text for text in found if text is not None])


def save_mail_text(context: Context, text: MailText) -> None:
    """Store the words of an organisation, in place of earlier ones.

    Raises:
        InvalidTemplateError: the text has faults (see :func:`find_text_faults`).
        NotFoundError: there is no such organisation.
    """
    check_can_manage_all(context.actor)
    if faults := find_text_faults(text.kind, text.subject, text.body):
        raise InvalidTemplateError(", ".join(faults))
    tidied = replace(text, subject=tidy_line(text.subject), body=tidy_text(text.body))
    with context.unit_of_work() as uow:
        uow.partnerships.get_organisation(text.organisation_id)
        uow.mail_texts.save(tidied)
        _note(context, uow, text.organisation_id, text.kind)
        uow.commit()


def reset_mail_text(
    context: Context, organisation_id: OrganisationId, kind: MailKind, language: Language
) -> None:
    """Go back to the words of the product; NotFoundError if there is no such organisation."""
    check_can_manage_all(context.actor)
    with context.unit_of_work() as uow:
        uow.partnerships.get_organisation(organisation_id)
        uow.mail_texts.delete(organisation_id, kind, language)
        _note(context, uow, organisation_id, kind)
        uow.commit()


def _note(
    context: Context, uow: UnitOfWork, organisation_id: OrganisationId, kind: MailKind
) -> None:
    """Note it in every partnership whose people get such mail."""
    facts = {"organisation": organisation_id, "kind": kind.value}
    theirs = [found for found, _ in uow.directory.partnerships_with(organisation_id)]
    nowhere: Sequence[PartnershipId | None] = [None]
    for whose in theirs or nowhere:
        note(context, uow, Deed(Act.MAIL_TEXT_CHANGED, whose, facts=facts))
