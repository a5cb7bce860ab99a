"""All that is kept of one person, to be handed over: to read, and for a computer."""

import io
import json
from collections.abc import Iterator
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from monitor.i18n.reader import Reader
from monitor.services.privacy.person_data import Asked, Participation, PersonData


def make_person_file(data: PersonData, reader: Reader) -> bytes:
    """Return a zip with a text in the reader's language, and the same as JSON."""
    name = f"{reader.t('person.file.name')}.json"
    archive = io.BytesIO()
    with ZipFile(archive, "w", ZIP_DEFLATED) as file:
        # With its mark and these ends of lines, any editor shows it as it is meant.
        text = "\r\n".join(_write_lines(data, name, reader)).encode("utf-8-sig")
        file.writestr(f"{reader.t('person.file.readme')}.txt", text)
        file.writestr(name, json.dumps(_to_json(data), ensure_ascii=False, indent=2))
    return archive.getvalue()


def _write_lines(data: PersonData, name: str, reader: Reader) -> Iterator[str]:
    t, day = reader.t, reader.formatter.long_day
    yield t("person.title", name=data.name)
    yield t("person.made", day=day(data.made_on), file=name)
    yield t("person.email", email=data.email) if data.email else t("person.email.none")
    for each in data.participations:
        yield ""
        yield from _write_participation(each, reader)
    yield ""
    yield t("person.not.title")
    for missing in ("answers", "reminders", "misspelt"):
        yield f"- {t(f'person.not.{missing}')}"


def _write_participation(each: Participation, reader: Reader) -> Iterator[str]:
    t, day, person = reader.t, reader.formatter.long_day, each.participant
    party = each.partnership.party(person.party_id)
    yield t("person.in", partnership=each.partnership.name, party=party.name)
    if person.active_until is None:
        yield f"- {t('person.from', day=day(person.active_from))}"
    else:
        first, last = day(person.active_from), day(person.active_until)
        yield f"- {t('person.until', first=first, last=last)}"
    if not person.wants_mail:
        yield f"- {t('person.mail.off')}"
    if person.mail_failure is not None:
        yield f"- {t('person.mail.failure', reason=person.mail_failure)}"
    for asked in each.asked:
        yield from _write_asked(asked, reader)
    for consent in each.consents:
        yield f"- {t('person.consent', day=day(consent.given_on))}"
    for mention in each.mentions:
        yield f"- {t('person.mention', text=mention.text)}"


def _write_asked(asked: Asked, reader: Reader) -> Iterator[str]:
    t, quarter = reader.t, reader.formatter.quarter(asked.round.quarter)
    key = "person.asked.withdrawn" if asked.is_withdrawn else "person.asked"
    yield f"- {t(key, quarter=quarter)}"
    for letter in asked.letters:
        kind, state = (t(f"person.letter.{each.value}") for each in (letter.kind, letter.state))
        yield f"  - {t('person.letter', kind=kind, state=state)}"


def _to_json(data: PersonData) -> dict[str, Any]:
    return {
        "made_on": data.made_on.isoformat(),
        "name": data.name,
        "email": data.email,
        "participations": [_participation_to_json(each) for each in data.participations],
    }


def _participation_to_json(each: Participation) -> dict[str, Any]:
    person = each.participant
    return {
        "partnership": each.partnership.name,
        "party": each.partnership.party(person.party_id).name,
        "name": person.name,
        "language": person.language.value,
        "active_from": person.active_from.isoformat(),
        "active_until": person.active_until and person.active_until.isoformat(),
        "wants_mail": person.wants_mail,
        "mail_failure": person.mail_failure,
        "invitations": [_asked_to_json(asked) for asked in each.asked],
        "consents": [
            {"on": consent.given_on.isoformat(), "privacy_mode": consent.privacy_mode.value}
            for consent in each.consents
        ],
        "mentions": [
            {"place": mention.place.value, "text": mention.text} for mention in each.mentions
        ],
    }


def _asked_to_json(asked: Asked) -> dict[str, Any]:
    return {
        "round": str(asked.round.quarter),
        "opened_at": asked.round.opens_at.isoformat(),
        "closes_at": asked.round.closes_at.isoformat(),
        "is_withdrawn": asked.is_withdrawn,
        "letters": [
            {"kind": letter.kind.value, "state": letter.state.value} for letter in asked.letters
        ],
    }
