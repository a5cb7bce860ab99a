"""Who may use each use case: somebody of each role, in and out of scope, and of elsewhere."""

import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from monitor.domain.access.account import Role
from monitor.domain.access.actor import Actor, the_product
from monitor.domain.errors import MonitorError, NotAllowedError, NotFoundError
from monitor.domain.trail.entry import Entry
from monitor.services.agreements.origins import Origin
from monitor.services.checkin.questionnaires import read_questionnaires
from monitor.services.context import Context
from monitor.services.questionnaires.catalogue import Catalogue
from monitor.services.trail_ports import TrailQuery
from monitor.storage.engine import make_engine
from monitor.storage.tables import Table
from monitor.storage.unit_of_work import SqlUnitOfWorkFactory
from tests.copies import copy_sqlite
from tests.factories import SECRET_KEY, FakeClock
from tests.postgresql import PostgresqlServer
from tests.services.access.rows_of_meetings import MEETINGS, RESULTS
from tests.services.access.rows_of_register import REGISTER
from tests.services.access.scenes import (
    ACCOUNT,
    Scene,
    make_scene,
    people_of,
    person,
    somebody_of_the_workspace,
    stranger,
)
from tests.services.access.table import ALLOWED, Row, Rule
from tests.services.access.table import TABLE as FIRST_TABLE
from tests.services.access.use_cases import find_use_cases

# A word of the code; what people type has capitals, spaces or stops.
_OUR_OWN_WORD = re.compile(r"[a-z_]+|[a-z0-9.+-]+")
_OF_ALL = {Rule.SEE_ANY, Rule.MANAGE_ALL, Rule.MANAGE_ANY, Rule.SEE_TOTALS}
_WITH_THE_WHOLE_SCOPE = {Rule.MANAGE_ALL, Rule.SEE_TOTALS}
_OWN_PARTY_ONLY = {Rule.SPEAK_FOR, Rule.MANAGE_PEOPLE}
_FOLDERS = {
    *("agreements", "cards", "checkin", "ending", "flags", "logbook"),
    *("mail", "meeting", "overview", "questionnaires", "register", "results", "sample"),
}
TABLE = [*FIRST_TABLE, *MEETINGS, *RESULTS, *REGISTER]
_NAMES = [row.name for row in TABLE]
# One for each of those who may: every role, and both representatives.
_SCENES = len(Role) + 1


@dataclass(frozen=True, slots=True)
class Village:
    """A database of partnerships on which nobody has worked yet."""

    engine: Engine
    product: Context
    scenes: Sequence[Scene]

    @property
    def scene(self) -> Scene:
        """The partnership that a row is about."""
        return self.scenes[0]

    @property
    def other(self) -> Scene:
        """A partnership that no row is about."""
        return self.scenes[-1]


def found_village(engine: Engine, scenes: int) -> Village:
    """Store so many partnerships that a row can be about, and one more."""
    unit_of_work = SqlUnitOfWorkFactory(engine)
    product = Context(
        actor=the_product(),
        unit_of_work=unit_of_work,
        clock=FakeClock(),
        questionnaires=Catalogue(read_questionnaires(), unit_of_work),
        secret_key=SECRET_KEY,
        public_url="http://localhost:8501",
    )
    return Village(engine, product, [make_scene(product) for _ in range(scenes + 1)])


@pytest.fixture(scope="module")
def sqlite_village(
    tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path
) -> Iterator[tuple[Village, str]]:
    """A village with a scene for each that may, and a copy of its database."""
    folder = tmp_path_factory.mktemp("who_may")
    path, kept = str(folder / "monitor.db"), str(folder / "kept.db")
    shutil.copyfile(migrated_sqlite, path)
    engine = make_engine(f"sqlite:///{path}")
    village = found_village(engine, _SCENES)
    copy_sqlite(path, kept)
    yield village, kept
    engine.dispose()


@pytest.fixture
def village(sqlite_village: tuple[Village, str]) -> Village:
    """The village as it was founded: who may use what does not depend on the kind of database."""
    founded, kept = sqlite_village
    assert founded.engine.url.database
    copy_sqlite(kept, founded.engine.url.database)
    return founded


@pytest.fixture(scope="module")
def postgresql_village(postgresql_server: PostgresqlServer) -> Iterator[Village]:
    with postgresql_server.fresh_database() as url:
        engine = make_engine(url)
        yield found_village(engine, 0)
        engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def village_of_each_kind(request: pytest.FixtureRequest) -> Village:
    """One of each kind, because storage itself keeps workspaces apart."""
    if request.param == "sqlite":
        founded: Village = request.getfixturevalue("village")
        return founded
    founded = request.getfixturevalue("postgresql_village")
    return replace(founded, scenes=[make_scene(founded.product)])


def read_everything(engine: Engine) -> object:
    with engine.connect() as connection:
        return {
            table.name: sorted(map(repr, connection.execute(select(table))))
            for table in Table.metadata.sorted_tables
        }


def count_noted(product: Context) -> int:
    with product.unit_of_work(reads_only=True) as uow:
        return uow.trail.count(TrailQuery())


def read_noted(product: Context, after: int) -> list[Entry]:
    """Return what was noted since there were this many entries, oldest first."""
    with product.unit_of_work(reads_only=True) as uow:
        new = uow.trail.count(TrailQuery()) - after
        return list(reversed(uow.trail.page(TrailQuery(), 0, new)))


def allowed_of(row: Row, scene: Scene) -> list[Actor]:
    roles = ALLOWED[row.rule]
    if row.rule in _WITH_THE_WHOLE_SCOPE:
        return [somebody_of_the_workspace(role) for role in roles]
    found = people_of(scene.partnership, roles)
    if row.rule in _OWN_PARTY_ONLY:
        return [each for each in found if not _speaks_for_another(each, scene)]
    return list(found)


def _speaks_for_another(actor: Actor, scene: Scene) -> bool:
    return bool(actor.scope.parties) and scene.party not in actor.scope.parties


def refused_of(row: Row, scene: Scene, other: Scene) -> list[tuple[Actor, type[MonitorError]]]:
    """Return who may not, and how they are refused."""
    seeing = ALLOWED[Rule.SEE]
    others = [role for role in Role if role not in ALLOWED[row.rule]]
    if row.rule in _OF_ALL:
        found = [*map(somebody_of_the_workspace, others), *people_of(scene.partnership, others)]
        if row.rule in _WITH_THE_WHOLE_SCOPE:
            found += people_of(scene.partnership, ALLOWED[row.rule])
        return [(each, NotAllowedError) for each in found]
    may_look_only: Iterable[Actor] = people_of(
        scene.partnership, [role for role in others if role in seeing]
    )
    may_not_look = people_of(scene.partnership, [role for role in others if role not in seeing])
    if row.rule in _OWN_PARTY_ONLY:
        representatives = people_of(scene.partnership, [Role.REPRESENTATIVE])
        may_look_only = [
            *may_look_only,
            *(each for each in representatives if _speaks_for_another(each, scene)),
        ]
    parties = [party.id for party in scene.partnership.parties]
    out_of_scope = [person(role, other.id) for role in Role]
    # Even a grant for a party does not let them in where the partnership is not theirs.
    out_of_scope += [person(Role.REPRESENTATIVE, other.id, parties=parties)]
    return [
        *((each, NotAllowedError) for each in may_look_only),
        *((each, NotFoundError) for each in [*may_not_look, *out_of_scope]),
    ]


@pytest.mark.parametrize("row", TABLE, ids=_NAMES)
def test_whoever_may_not_is_refused_and_nothing_is_stored(row: Row, village: Village) -> None:
    scene, other = village.scene, village.other
    given = row.given(scene)
    before = read_everything(village.engine)

    for actor, refusal in refused_of(row, scene, other):
        with pytest.raises(refusal):
            row.use_case(village.product.acting_as(actor), *given, **row.options)

    assert read_everything(village.engine) == before


@pytest.mark.parametrize("row", [row for row in TABLE if not row.is_of_workspace])
def test_the_administrator_of_another_workspace_finds_nothing(
    row: Row, village_of_each_kind: Village
) -> None:
    village = village_of_each_kind
    given = row.given(village.scene)
    elsewhere = village.product.acting_as(stranger())
    before = read_everything(village.engine)

    if row.finds_nothing:
        found = row.use_case(elsewhere, *given, **row.options)
        assert found == Origin() or not found
    elif row.rule is not Rule.SEE_ANY:
        with pytest.raises(NotFoundError):
            row.use_case(elsewhere, *given, **row.options)

    assert read_everything(village.engine) == before


@pytest.mark.parametrize("row", TABLE, ids=_NAMES)
def test_whoever_may_does_and_the_trail_tells_what_but_no_words(row: Row, village: Village) -> None:
    product = village.product
    allowed = len(allowed_of(row, village.other))
    assert allowed < len(village.scenes)
    for place, scene in enumerate(village.scenes[:allowed]):
        actor = allowed_of(row, scene)[place]
        given = row.given(scene)
        before = count_noted(product)

        row.use_case(product.acting_as(actor), *given, **row.options)

        noted = read_noted(product, before)
        assert [each.deed.act for each in noted] == row.acts
        for entry in noted:
            assert entry.account_id == ACCOUNT
            is_of_one = row.rule not in _OF_ALL or row.is_told_to_both
            assert entry.deed.partnership_id == (scene.id if is_of_one else None)
            for fact in (entry.deed.facts or {}).values():
                assert isinstance(fact, int) or _OUR_OWN_WORD.fullmatch(fact)


def test_every_use_case_of_these_folders_that_asks_stands_in_the_table() -> None:
    asking = {each.name for each in find_use_cases() if each.asks and each.folder in _FOLDERS}

    assert asking - set(_NAMES) == {
        # Of the worker, which asks as the product: a helper that it shares with people asks.
        "checkin.plan_rounds.open_due_rounds",
        "checkin.rounds.close_due_rounds",
        # Of the command line, and of a whole history; tests of their own hold these.
        "overview.recompute.recompute",
        "results.estimate_variances.estimate_own_variances",
        "results.export_answers.export_answers",
        "sample.load_sample.load_generated",
        "sample.load_sample.load_stories",
        # What they make is not there before, so that no row can name it.
        "questionnaires.edit.store_draft",
        "register.manage_partnerships.add_partnership",
        # The link of a party is the authority.
        "meeting.hold.check_key_link",
        "meeting.hold.turn_key_by_link",
        # What is gone already is no fault, and a meeting of others is as one that is gone.
        "meeting.prepare.discard_meeting",
        # Only about somebody with an address.
        "mail.queue_mail.send_invitation_again",
    }
