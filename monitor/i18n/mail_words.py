"""The product's own words for each kind of letter, as a text with places to fill in."""

from monitor.domain.mail import MailKind, MailText
from monitor.domain.partnership import Language, OrganisationId
from monitor.i18n.catalogue import translator


def write_product_text(
    organisation_id: OrganisationId, kind: MailKind, language: Language
) -> MailText:
    """Return the text that an organisation uses while it has none of its own."""
    t = translator(language)
    return MailText(
        organisation_id=organisation_id,
        kind=kind,
        language=language,
        subject=t(f"mail.{kind.value}.subject"),
        body=t(f"mail.{kind.value}.body"),
    )
