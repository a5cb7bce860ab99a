"""A database with a link for everything that the survey shows, and a survey that serves it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from monitor.bootstrap import build_context
from monitor.domain.links import (
    Token,
    derive_code,
    derive_mail_token,
    derive_party_token,
    hash_token,
    write_code,
)
from monitor.domain.partnership import Partnership, PartyId, PartyKind, Phase, PrivacyMode
from monitor.domain.register.record import Authorship
from monitor.domain.round import Invitation, RoundId
from monitor.services.checkin.answer_checkin import PartAnswers, read_checkin
from monitor.services.checkin.manage_links import withdraw_link
from monitor.services.context import Context
from monitor.services.register.manage_partnerships import (
    PartnershipDraft,
    PartyDraft,
    add_partnership,
)
from monitor.settings import Settings
from monitor.storage.engine import make_engine
from tests.answering import save_part
from tests.factories import SECRET_KEY, FakeClock, make_agreement
from tests.journeys.survey_server import SurveyServer, run_survey
from tests.seeding import answer_all, open_checkin

PEOPLE = 9


@dataclass(frozen=True, slots=True)
class Village:
    """Who may answer what; each token is for one purpose, so that no test disturbs another.

    ``untouched`` is never written to; ``begun`` has one page filled in, ``sent`` all of them;
    ``shared`` is edited from two places, ``spare`` filled in and withdrawn; ``gone`` was taken
    back. ``joint``, ``light``, ``picks`` and ``besides`` are forms of other partnerships.
    """

    context: Context
    partnership: Partnership
    untouched: Token
    begun: Token
    sent: Token
    shared: Token
    spare: Token
    typing: Token
    gone: Token
    joint: Token
    light: Token
    picks: Token
    besides: Token
    poster: str
    code: str
    reader: str
    stopper: str

    @property
    def secrets(self) -> list[str]:
        """Everything that must not be written anywhere."""
        own = (self.untouched, self.begun, self.sent, self.shared, self.spare, self.typing)
        others = (self.gone, self.joint, self.light, self.picks, self.besides)
        paths = (self.poster, self.reader, self.stopper)
        return [*own, *others, self.code, *(path.rpartition("/")[2] for path in paths)]

    def save_elsewhere(self) -> None:
        """Change the shared form, as if somebody else had it open too."""
        answers = read_checkin(self.context, self.shared).response.answers
        changed = 1 if answers.get("TRU1") == 2 else 2
        save_part(self.context, self.shared, PartAnswers(answers={"TRU1": changed}))


@contextmanager
def run_village(folder: Path, migrated: Path) -> Iterator[tuple[Village, SurveyServer]]:
    """Serve the survey of a village until the block ends."""
    path = folder / "village.db"
    shutil.copyfile(migrated, path)
    url = f"sqlite:///{path}"
    engine = make_engine(url)
    settings = Settings(database_url=url, secret_key=SECRET_KEY.decode())
    clock = FakeClock(datetime.now(UTC))
    village = build_village(replace(build_context(settings, engine), clock=clock))
    with run_survey(url) as server:
        yield village, server
    engine.dispose()


def build_village(context: Context) -> Village:
    """Fill the database."""
    partnership = make_partnership(context, "Zonnewijk")
    opened = open_checkin(context, partnership)
    tokens = opened.municipality
    save_part(context, tokens[1], PartAnswers(answers={"TRU1": 4, "TRU2": 2, "TRU3": None}))
    answer_all(context, tokens[2:3], {"EQU": 2})
    withdraw_link(context, _invitation(context, tokens[6]).id)
    light = make_partnership(context, "Lichtstad")
    picks = make_partnership(context, "Beginhoven", phase=Phase.SET_UP)
    joint = make_partnership(context, "Samendorp", mode=PrivacyMode.JOINT)
    besides = make_partnership(context, "Vraagal")
    ask_everything(context, besides)
    return Village(
        context=context,
        partnership=partnership,
        untouched=tokens[0],
        begun=tokens[1],
        sent=tokens[2],
        shared=tokens[3],
        spare=tokens[4],
        typing=tokens[5],
        gone=tokens[6],
        joint=open_checkin(context, joint).municipality[0],
        light=open_checkin(context, light, is_light=True).municipality[0],
        picks=open_checkin(context, picks).municipality[0],
        besides=open_checkin(context, besides).municipality[0],
        poster=_poster(opened.id, partnership.parties[0].id),
        code=write_code(derive_code(SECRET_KEY, _invitation(context, tokens[7]).nonce)),
        reader=_mail(context, tokens[7]),
        stopper=_mail(context, tokens[8]),
    )


def make_partnership(
    context: Context,
    name: str,
    *,
    phase: Phase = Phase.DURING,
    mode: PrivacyMode = PrivacyMode.CONFIDENTIAL,
) -> Partnership:
    """Add two parties with so many people each."""
    sides = {PartyKind.MUNICIPALITY: "Gemeente", PartyKind.INITIATIVE: "Initiatief"}
    parties = [
        PartyDraft(
            f"{side} {name}",
            kind,
            [f"{side} {n + 1}" for n in range(PEOPLE)],
            agreed_by="Anna de Wit",
        )
        for kind, side in sides.items()
    ]
    draft = PartnershipDraft(
        name=name,
        phase=phase,
        privacy_mode=mode,
        parties=parties,
        contact="Noor Visser",
        is_linked=True,
    )
    return add_partnership(context, draft)


def ask_everything(context: Context, partnership: Partnership) -> None:
    """Let the next check-in ask all it may, and the municipality about an agreement."""
    promise = "We sturen het jaarplan vóór de vergadering rond, en de begroting erbij."
    agreement = make_agreement(text=promise, owner=partnership.parties[1].id)
    with context.unit_of_work() as uow:
        profile = replace(partnership.profile, has_mirror=True, asks_load=True)
        uow.partnerships.save(replace(partnership, profile=profile))
        uow.records.add(partnership.id, agreement, Authorship("Noor Visser", context.clock.now()))
        uow.commit()


def _poster(round_id: RoundId, party_id: PartyId) -> str:
    return f"/s/party/{derive_party_token(SECRET_KEY, round_id, party_id)}"


def _mail(context: Context, token: Token) -> str:
    person = _invitation(context, token).participant_id
    return f"/s/mail/{person}/{derive_mail_token(SECRET_KEY, person)}"


def _invitation(context: Context, token: Token) -> Invitation:
    with context.unit_of_work(reads_only=True) as uow:
        found = uow.rounds.find_invited(hash_token(token))
    assert found is not None
    return found.invitation
