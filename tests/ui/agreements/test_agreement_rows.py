"""A single agreement as it is shown: who, what, by when, and what was noticed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.domain.noticing import Noticed
from monitor.domain.partnership import Language, PartnershipId, PartyId, RecordId
from monitor.domain.register.agreement import Agreement, AgreementKind, AgreementState
from monitor.domain.register.kept import KeptRate, NoticedRound
from monitor.domain.register.record import Authorship, Record
from monitor.domain.results import HiddenReason, PublishedNotice
from monitor.domain.round import Quarter
from monitor.services.agreements.keep_agreements import AgreementEntry, AgreementsView
from monitor.services.cards.library import read_shipped_cards
from monitor.ui.agreements.agreement_rows import (
    render_agreement,
    render_kept,
    render_key,
    render_noticed,
    write_origin,
)
from tests.charts.scenes import make_reader
from tests.factories import NOW, TODAY, make_partnership
from tests.pages.conftest import plain

MUNICIPALITY, INITIATIVE = PartyId(1), PartyId(2)
DUTCH = make_reader(Language.DUTCH)
PARTNERSHIP = make_partnership()
VIEW = AgreementsView(PARTNERSHIP, TODAY)
AGREEMENT = Agreement(AgreementKind.CONTACT, "We bellen <elke> maand.", MUNICIPALITY, TODAY)


def entry_of(agreement: Agreement, *noticed: NoticedRound) -> AgreementEntry:
    record = Record(RecordId(1), PartnershipId(1), agreement, Authorship("Noor", NOW))
    return AgreementEntry(record, noticed)


def asked(quarter: Quarter, verdict: Noticed | None) -> NoticedRound:
    reason = None if verdict else HiddenReason.TOO_FEW_ANSWERS
    notice = PublishedNotice(RecordId(1), INITIATIVE, verdict, hidden_because=reason)
    return NoticedRound(quarter, 1, (notice,))


def words_of(agreement: Agreement) -> str:
    return plain(render_agreement(entry_of(agreement), VIEW, DUTCH))


def test_an_agreement_shows_what_who_and_what_kind_and_no_markup_of_its_own() -> None:
    html = render_agreement(entry_of(AGREEMENT), VIEW, DUTCH)

    assert "We bellen &lt;elke&gt; maand." in html
    assert "Gemeente Veldzicht contactafspraak geen datum afgesproken" in plain(html)
    assert "pm-noticed" not in html


def test_a_day_that_has_passed_is_told_while_it_is_open_and_not_after_that() -> None:
    past = replace(AGREEMENT, due_on=TODAY - timedelta(days=1))

    assert "over de datum: 16 november 2026" in words_of(past)
    assert "datum" not in words_of(replace(past, state=AgreementState.DONE))


def test_it_says_which_guideline_and_card_it_came_from() -> None:
    card = read_shipped_cards()[0]

    assert write_origin(None, None, DUTCH) == []
    first, second = write_origin("D1", card, DUTCH)
    assert first.startswith("Handvat: ")
    assert second == f"Gesprekskaart: {card.title[Language.DUTCH]}"
    assert first in words_of(replace(AGREEMENT, guideline="D1"))


def test_each_round_that_asked_has_a_mark_and_the_newest_is_in_words() -> None:
    rounds = [
        asked(Quarter(2026, 2), None),
        asked(Quarter(2026, 3), Noticed.NO),
        asked(Quarter(2026, 4), Noticed.A_BIT),
    ]

    html = render_noticed(rounds, PARTNERSHIP, DUTCH)

    assert html.count("<li>") == 3
    for look in ("hidden", "no", "a-bit"):
        assert f"pm-seen-{look}" in html
    assert "2e kwartaal 2026: niet te tonen: te weinig antwoorden" in plain(html)
    assert plain(html).endswith("een beetje gemerkt")


@pytest.mark.parametrize("verdict", Noticed)
@pytest.mark.parametrize("language", Language)
def test_every_verdict_has_words(verdict: Noticed, language: Language) -> None:
    html = render_noticed([asked(Quarter(2026, 4), verdict)], PARTNERSHIP, make_reader(language))

    assert "Zonnewijk" in html
    assert "Gemeente Veldzicht" not in html


def test_the_key_says_what_each_mark_means() -> None:
    key = render_key(DUTCH)

    assert plain(key) == "niet gemerkt een beetje gemerkt ja, gemerkt"
    assert all(f"pm-seen-{look}" in key for look in ("no", "a-bit", "yes"))


def test_before_any_round_asked_nothing_is_said() -> None:
    assert render_noticed([], PARTNERSHIP, DUTCH) == ""


@pytest.mark.parametrize(
    ("rate", "words"),
    [
        (KeptRate(2, 1, 4), "Zonnewijk: 2 van 4 afspraken gemerkt, 1 een beetje"),
        (KeptRate(3, 0, 3), "Zonnewijk: 3 van 3 afspraken gemerkt"),
    ],
)
def test_the_rate_of_a_party_is_counted_out(rate: KeptRate, words: str) -> None:
    assert plain(render_kept(INITIATIVE, rate, VIEW, DUTCH)) == words
