"""What is printed in tests, and PDF files read back."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo

from pypdf import PdfReader

from monitor.domain.links import derive_code, derive_party_token, derive_token
from monitor.domain.noticing import AskedAgreement
from monitor.domain.partnership import Language, PartyId, PartyKind, Phase, PrivacyMode, RecordId
from monitor.domain.questionnaire import Question
from monitor.services.checkin.additions import add_parts
from monitor.services.checkin.print_data import PrintData, PrintedParty, PrintedPerson
from monitor.services.checkin.questionnaires import read_questionnaires
from tests.factories import (
    SECRET_KEY,
    make_organisation,
    make_participant,
    make_partnership,
    make_party,
    make_round,
)

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
PUBLIC_URL = "https://monitor.example.nl/s"
ASKED = AskedAgreement(RecordId(7), PartyId(2), "We delen #elke maand onze *planning*.")
_INCH = 72
_A_MM = _INCH / 25.4
HOSTILE_NAMES = {
    "markup": '#set page(fill: red) *vet* _schuin_ $x$ @ref <label> \\ "aan" [haak] // weg',
    "code": '#{ panic(1) } #read("house.typ") {partner} {} %s',
    "long": "Z" * 300,
    "many words": "heel lange naam " * 25,
    "unprintable": "👩‍🌾 محمد 漢字 \x00\x07 \u202e \ud800",
    "lines": "een\ntwee\r\n= drie",
}


def make_print_data(
    *,
    language: Language = Language.DUTCH,
    people: Sequence[str] = ("Anna de Wit", "Bram Bakker", "Şirin Øst"),
    names: tuple[str, str] = ("Gemeente Veldzicht", "Zonnewijk"),
    partnership: str = "Zonnewijk en Veldzicht",
    contact: str | None = "Femke Jansen",
    privacy_mode: PrivacyMode = PrivacyMode.CONFIDENTIAL,
    is_linked: bool = False,
) -> PrintData:
    """Make an open round of a municipality and an initiative with the same people.

    It asks all that a round may ask, and the municipality about an agreement of the initiative.
    """
    kinds = (PartyKind.MUNICIPALITY, PartyKind.INITIATIVE)
    parties = [
        make_party(id=number, organisation=make_organisation(id=number, name=name, kind=kind))
        for number, (name, kind) in enumerate(zip(names, kinds, strict=True), start=1)
    ]
    round_ = replace(
        make_round(privacy_mode=privacy_mode, phase=Phase.SET_UP, is_linked=is_linked),
        has_mirror=True,
        asks_load=True,
    )
    questionnaire = read_questionnaires()[round_.questionnaire_version]
    parts = questionnaire.parts_for(round_.phase, round_.sequence)
    return PrintData(
        partnership=make_partnership(
            name=partnership, parties=parties, contact=contact, privacy_mode=privacy_mode
        ),
        round=round_,
        parties=[
            PrintedParty(
                party,
                f"{PUBLIC_URL}/party/{derive_party_token(SECRET_KEY, round_.id, party.id)}",
                add_parts(parts, round_, [ASKED] if party.id != ASKED.owner else []),
                [_make_person(name, party.id, place) for place, name in enumerate(people)],
            )
            for party in parties
        ],
        language=language,
    )


def questions_of(data: PrintData) -> Sequence[Question]:
    """Return all questions that the first party is asked."""
    return [question for part in data.parties[0].parts for question in part.questions]


def _make_person(name: str, party_id: int, place: int) -> PrintedPerson:
    nonce = f"{party_id}-{place}"
    return PrintedPerson(
        make_participant(id=10 * party_id + place, party_id=party_id, name=name),
        derive_code(SECRET_KEY, nonce),
        f"{PUBLIC_URL}/{derive_token(SECRET_KEY, nonce)}",
    )


@dataclass(frozen=True, slots=True)
class Print:
    """A PDF file as a reader or a screen reader finds it."""

    reader: PdfReader

    @classmethod
    def of(cls, file: bytes) -> "Print":
        return cls(PdfReader(io.BytesIO(file)))

    @property
    def pages(self) -> list[str]:
        """The words of each page, on one line."""
        return [
            " ".join(page.extract_text().replace("\u200b", "").split())
            for page in self.reader.pages
        ]

    @property
    def text(self) -> str:
        return " ".join(self.pages)

    @property
    def size_mm(self) -> tuple[int, int]:
        box = self.reader.pages[0].mediabox
        return round(box.width / _A_MM), round(box.height / _A_MM)

    @property
    def language(self) -> str:
        return str(self._root["/Lang"])

    @property
    def is_tagged(self) -> bool:
        return bool(self._root["/MarkInfo"]["/Marked"])

    @property
    def claims_pdf_ua(self) -> bool:
        return b"pdfuaid" in self._root["/Metadata"].get_object().get_data()

    @property
    def links(self) -> list[str]:
        """The addresses that can be followed, in order."""
        annotations = [
            annotation.get_object()
            for page in self.reader.pages
            for annotation in page.get("/Annots", [])
        ]
        return [str(annotation["/A"]["/URI"]) for annotation in annotations]

    @property
    def alternatives(self) -> list[str]:
        """What a screen reader says of the pictures, in order."""
        return list(_find_alternatives(self._root["/StructTreeRoot"]))

    @property
    def fonts(self) -> set[str]:
        """The families of type on the first page."""
        page: Any = self.reader.pages[0]
        names = [str(font["/BaseFont"]) for font in page["/Resources"]["/Font"].values()]
        return {name.split("+")[1].split("-")[0] for name in names}

    @property
    def _root(self) -> Any:  # noqa: ANN401 - a tree of whatever the file holds.
        return self.reader.root_object


def _find_alternatives(element: Any) -> Iterator[str]:  # noqa: ANN401 - as above.
    """Yield the alternative texts in and under an element of the tags, from front to back."""
    element = element.get_object()
    if isinstance(element, list):
        for each in element:
            yield from _find_alternatives(each)
    elif isinstance(element, dict):
        if "/Alt" in element:
            yield str(element["/Alt"])
        if "/K" in element:
            yield from _find_alternatives(element["/K"])


def squeeze(text: str) -> str:
    """Return a text without white space, for names that may be broken anywhere."""
    return "".join(text.split())
