"""Whose the files in Streamlit's memory are."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import SimpleNamespace

import pytest
from streamlit.runtime import Runtime, media_file_manager
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from monitor.domain.access.account import FIRST_WORKSPACE, AccountId, Role
from monitor.domain.access.actor import Actor, ActorKind
from monitor.ui import session
from monitor.ui.file_owners import is_own_file

NOOR = Actor(ActorKind.PERSON, FIRST_WORKSPACE, Role.MANAGER, account_id=AccountId(1))
BEA = replace(NOOR, account_id=AccountId(2))


@dataclass
class Memory:
    """The pages that are open, and the files on them."""

    files: MediaFileManager
    monkeypatch: pytest.MonkeyPatch

    def put(self, number: str, content: bytes) -> str:
        """Put a file on a page; return its address."""
        self.monkeypatch.setattr(media_file_manager, "_get_session_id", lambda: number)
        return self.files.add(content, "text/csv", f"place of {content!r}", "scores.csv")


@pytest.fixture
def memory(monkeypatch: pytest.MonkeyPatch) -> Memory:
    """A page of Noor and one of Bea, and one that has not said yet whose it is."""
    states: dict[str, object] = {"page-new": {}}
    for number, who in (("page-noor", NOOR), ("page-bea", BEA)):
        states[number] = {session._ACTOR: session._Seen(who, 0.0, "")}
    memory = Memory(MediaFileManager(MemoryMediaFileStorage("/media")), monkeypatch)
    monkeypatch.setattr(Runtime, "_instance", _runtime(memory.files, states))
    return memory


def _runtime(files: MediaFileManager, states: Mapping[str, object]) -> SimpleNamespace:
    def get_session_info(number: str) -> SimpleNamespace | None:
        if number not in states:
            return None
        return SimpleNamespace(session=SimpleNamespace(session_state=states[number]))

    sessions = SimpleNamespace(get_session_info=get_session_info)
    return SimpleNamespace(_media_file_mgr=files, _session_mgr=sessions)


def test_a_file_is_of_whoever_has_it_on_a_page(memory: Memory) -> None:
    address = memory.put("page-noor", b"of noor")

    assert is_own_file(address, NOOR)
    assert not is_own_file(address, BEA)


def test_what_stands_on_pages_of_both_is_of_both(memory: Memory) -> None:
    address = memory.put("page-noor", b"of both")
    assert memory.put("page-bea", b"of both") == address

    assert is_own_file(address, NOOR)
    assert is_own_file(address, BEA)


def test_another_role_is_the_same_person(memory: Memory) -> None:
    assert is_own_file(memory.put("page-noor", b"of noor"), replace(NOOR, role=Role.VIEWER))


def test_what_a_page_lets_go_of_can_still_be_fetched(memory: Memory) -> None:
    address = memory.put("page-noor", b"of noor")
    memory.files.clear_session_refs("page-noor")

    assert is_own_file(address, NOOR)


@pytest.mark.parametrize(
    ("page_number", "is_own"),
    [("page-noor", True), ("page-bea", False), ("page-new", False), ("page-of-nobody", False)],
)
@pytest.mark.usefixtures("memory")
def test_a_file_is_sent_to_a_page_of_ones_own(page_number: str, *, is_own: bool) -> None:
    assert is_own_file(f"/_stcore/upload_file/{page_number}/a-file", NOOR) is is_own


@pytest.mark.usefixtures("memory")
def test_pages_are_no_files() -> None:
    assert is_own_file("/partnership", BEA)
