"""The product's own words for each kind of letter."""

import pytest

from monitor.domain.mail import MailKind
from monitor.domain.mail_text import Place, find_text_faults
from monitor.domain.partnership import Language, OrganisationId
from monitor.i18n.mail_words import write_product_text

ORGANISATION = OrganisationId(3)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", MailKind)
def test_the_products_own_text_passes_the_rules_it_sets_others(
    kind: MailKind, language: Language
) -> None:
    text = write_product_text(ORGANISATION, kind, language)

    assert find_text_faults(kind, text.subject, text.body) == []
    assert (text.organisation_id, text.kind, text.language) == (ORGANISATION, kind, language)
    assert text.body.startswith(("Beste {name},\n\n", "Dear {name},\n\n"))
    assert str(Place.CONTACT) in text.body


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", [kind for kind in MailKind if kind is not MailKind.RESULTS])
def test_every_letter_of_an_open_round_says_until_when(kind: MailKind, language: Language) -> None:
    assert str(Place.CLOSES) in write_product_text(ORGANISATION, kind, language).body
