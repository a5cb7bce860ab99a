"""Pages offer what somebody may do, and say who does what they may not; all of them read alike."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import pytest

from monitor import bootstrap
from monitor.domain.access.account import FIRST_WORKSPACE, AccountId, Role, Scope
from monitor.domain.access.actor import SOMEBODY_TRYING, Actor, ActorKind
from monitor.domain.partnership import Language, Partnership
from monitor.i18n.catalogue import translator
from monitor.services.agreements.keep_agreements import make_agreement, read_agreements
from monitor.services.context import Context
from tests.copies import Copies
from tests.factories import NOW, FakeClock
from tests.pages.conftest import OpenPage, Screen
from tests.seeding import add_closed_round, make_partnership, open_checkin
from tests.services.access.scenes import NOOR, Scene

t = translator(Language.ENGLISH)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a page, and how the keys begin of what changes something there."""

    page: str
    keys: Sequence[str]
    query: Mapping[str, str] = field(default_factory=dict)


WRITING = [
    Part("agreements", ["agreements.begin", "agreements.done", "agreements.remove"]),
    Part("agreements", ["collaboration.begin"], {"part": "collaboration"}),
    Part("log", ["log.add.event", "log.edit", "log.remove"]),
    Part("log", ["log.add.step"], {"part": "growth"}),
    Part("log", ["log.add.meeting"], {"part": "contact"}),
    Part("log", ["log.add.lesson"], {"part": "learnt"}),
    Part("log", ["glossary.add", "glossary.explain"], {"part": "glossary"}),
    Part("log", ["handover.begin", "handover.make"], {"part": "handover"}),
    Part("cards", ["cards.choice", "cards.suggested"]),
    Part("cards", ["cards.choice"], {"card": "T1"}),
    Part("ending", ["ending.lesson.keep"], {"part": "lessons"}),
    Part("ending", ["ending.done"], {"part": "stays"}),
    Part("ending", ["ending.make"], {"part": "take"}),
    Part("partnership", ["worry.see", "worry.agree"]),
]
MANAGING = [
    Part("checkins", ["checkins.close"]),
    Part("checkins", ["plan.rhythm", "plan.extra", "plan.shift", "plan.skip"], {"part": "plan"}),
    Part("checkins", ["people.import"], {"part": "people"}),
    Part("checkins", ["privacy.change"], {"part": "privacy"}),
    Part("checkins", ["paper.make"], {"part": "paper"}),
    Part("ending", ["ending.do"], {"part": "last_day"}),
]

ComeAs = Callable[[Role], None]


@pytest.fixture
def partnership(copies: Copies) -> Partnership:
    """A partnership of which there is something on every page."""
    return copies.fill(store_partnership)


def store_partnership(context: Context, clock: FakeClock) -> Partnership:
    made = make_partnership(context, "Oosterdal", people=3)
    add_closed_round(context, clock, made, {}, {})
    scene = Scene(context, made)
    late = replace(scene.draft(), made_on=date(2026, 9, 1), due_on=date(2026, 10, 1))
    make_agreement(context, made.id, late, NOOR)
    scene.collaboration()
    scene.lesson()
    clock.set(NOW)
    open_checkin(context, made)
    scene.planned()
    return made


@pytest.fixture
def come_as(
    partnership: Partnership, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> ComeAs:
    """Return what lets somebody of a role sign in, who sees this partnership."""
    assert open_page is not None

    def come(role: Role) -> None:
        parties = {partnership.parties[0].id} if role is Role.REPRESENTATIVE else set()
        scope = Scope(frozenset({partnership.id}), frozenset(parties))
        actor = Actor(ActorKind.PERSON, FIRST_WORKSPACE, role, scope, AccountId(7), "Fatima Bakker")
        monkeypatch.setattr(bootstrap, "find_actor", lambda _token, **_: actor)

    return come


def offers(screen: Screen, *beginnings: str) -> list[bool]:
    keys = [button.key or "" for button in screen.app.button]
    return [any(key.startswith(each) for key in keys) for each in beginnings]


def name_part(part: Part) -> str:
    return "-".join([part.page, *part.query.values()])


@pytest.mark.parametrize("part", WRITING, ids=name_part)
def test_who_writes_is_offered_it_and_who_looks_is_not(
    part: Part, partnership: Partnership, open_page: OpenPage, come_as: ComeAs
) -> None:
    for role in Role.FACILITATOR, Role.REPRESENTATIVE:
        come_as(role)
        screen = open_page(part.page, id=str(partnership.id), **part.query)
        assert offers(screen, *part.keys) == [True] * len(part.keys)

    come_as(Role.VIEWER)
    screen = open_page(part.page, id=str(partnership.id), **part.query)
    assert not any(offers(screen, *part.keys))


@pytest.mark.parametrize("part", MANAGING, ids=name_part)
def test_who_manages_is_offered_it_and_others_are_not(
    part: Part, partnership: Partnership, open_page: OpenPage, come_as: ComeAs
) -> None:
    come_as(Role.MANAGER)
    screen = open_page(part.page, id=str(partnership.id), **part.query)
    assert offers(screen, *part.keys) == [True] * len(part.keys)

    for role in Role.FACILITATOR, Role.REPRESENTATIVE, Role.VIEWER:
        come_as(role)
        screen = open_page(part.page, id=str(partnership.id), **part.query)
        assert not any(offers(screen, *part.keys))


def captions(screen: Screen) -> str:
    return " ".join(each.value for each in screen.app.caption)


def test_who_only_looks_reads_why_there_is_nothing_to_press(
    partnership: Partnership, open_page: OpenPage, come_as: ComeAs
) -> None:
    come_as(Role.VIEWER)

    screen = open_page("agreements", id=str(partnership.id))

    assert t("permits.read_only") in captions(screen)
    assert "We call every month." in screen.text


@pytest.mark.parametrize("part", ["plan", "privacy", "paper"])
def test_a_representative_reads_who_manages_the_check_ins(
    part: str, partnership: Partnership, open_page: OpenPage, come_as: ComeAs
) -> None:
    come_as(Role.REPRESENTATIVE)

    assert t("permits.manager") in captions(
        open_page("checkins", id=str(partnership.id), part=part)
    )


@pytest.mark.parametrize("role", [Role.REPRESENTATIVE, Role.VIEWER])
def test_who_leads_no_meetings_finds_them_without_an_empty_page_to_prepare_one(
    role: Role, partnership: Partnership, open_page: OpenPage, come_as: ComeAs
) -> None:
    come_as(role)

    screen = open_page("meeting", id=str(partnership.id), part="prepare")

    assert t("permits.facilitator") in captions(screen)
    offered = screen.app.button_group(key="meeting.part").options
    assert offered == [t("meeting.part.meetings"), t("meeting.part.files")]


def test_who_only_looks_is_offered_no_way_to_end_a_cooperation_that_goes_on(
    partnership: Partnership, open_page: OpenPage, come_as: ComeAs
) -> None:
    found = []
    for role in Role.REPRESENTATIVE, Role.VIEWER:
        come_as(role)
        links = open_page("meeting", id=str(partnership.id)).app.get("page_link")
        found.append(t("ending.link") in [link.proto.label for link in links])

    assert found == [True, False]


def test_nobody_but_a_manager_types_in_paper_forms(
    partnership: Partnership, open_page: OpenPage, come_as: ComeAs
) -> None:
    come_as(Role.FACILITATOR)

    screen = open_page("paper", id=str(partnership.id))

    assert t("permits.manager") in captions(screen)
    assert not screen.app.text_input


def test_a_representative_changes_the_people_of_their_own_party_and_sees_no_others(
    partnership: Partnership, open_page: OpenPage, come_as: ComeAs
) -> None:
    come_as(Role.REPRESENTATIVE)
    own, other = partnership.parties

    screen = open_page("checkins", id=str(partnership.id), part="people")

    assert offers(screen, f"people.add.{own.id}", f"people.add.{other.id}") == [True, False]
    assert "Gemeente 1" in screen.text
    assert "Initiatief 1" not in screen.text
    assert t("permits.own_people") in captions(screen)


def test_a_representative_is_shown_no_links_of_their_people(
    partnership: Partnership, open_page: OpenPage, come_as: ComeAs
) -> None:
    come_as(Role.REPRESENTATIVE)
    screen = open_page("checkins", id=str(partnership.id), part="people")

    screen.press("people.change")

    assert t("checkins.link.title") not in screen.text


def test_an_address_that_asks_for_a_form_opens_none_for_who_only_looks(
    partnership: Partnership, open_page: OpenPage, come_as: ComeAs
) -> None:
    come_as(Role.VIEWER)

    making = open_page("agreements", id=str(partnership.id), new="1")
    writing = open_page("agreements", id=str(partnership.id), part="collaboration", edit="1")
    carding = open_page("cards", id=str(partnership.id), edit="new")

    assert not making.app.text_area
    assert not writing.app.text_area
    assert not carding.app.text_input
    assert t("access.not_allowed") in carding.text


def test_what_somebody_who_signed_in_writes_bears_their_name_without_asking(
    partnership: Partnership, open_page: OpenPage, come_as: ComeAs, context: Context
) -> None:
    come_as(Role.REPRESENTATIVE)
    screen = open_page("agreements", id=str(partnership.id))
    assert not screen.app.text_input

    screen.press("agreements.done")

    (done,) = read_agreements(context, partnership.id).done
    assert done.record.written.by == "Fatima Bakker"


def test_somebody_trying_the_product_is_asked_for_a_name(
    partnership: Partnership, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "find_actor", lambda _token, **_: SOMEBODY_TRYING)

    screen = open_page("agreements", id=str(partnership.id))

    assert screen.app.text_input(key="agreements.list.writer")


def below_the_frame(screen: Screen) -> str:
    return screen.text.partition("Nederlands")[2]


def test_both_partners_read_the_same_words_as_the_manager(
    partnership: Partnership, open_page: OpenPage, come_as: ComeAs
) -> None:
    for page in ("log", "agreements", "ending"):
        come_as(Role.MANAGER)
        of_manager = below_the_frame(open_page(page, id=str(partnership.id)))
        come_as(Role.REPRESENTATIVE)
        assert below_the_frame(open_page(page, id=str(partnership.id))) == of_manager


def test_a_partnership_of_others_is_not_there(
    context: Context, open_page: OpenPage, come_as: ComeAs
) -> None:
    come_as(Role.REPRESENTATIVE)
    other = make_partnership(context, "Westerdal", people=1)

    for page in ("agreements", "cards", "checkins", "ending", "log", "paper", "partnership"):
        screen = open_page(page, id=str(other.id))
        assert "Westerdal" not in screen.text
        assert t("pages.unknown.title") in screen.text
