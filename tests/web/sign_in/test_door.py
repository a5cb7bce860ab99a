"""Where people go from the pages of signing in, and how much is computed at once."""

import threading

import anyio
import pytest

from monitor.web.sign_in.door import compute, next_path, with_next


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("/register", "/register"),
        ("/partnership?id=3&tab=x", "/partnership?id=3&tab=x"),
        ("", "/"),
        ("https://elsewhere.example", "/"),
        ("//elsewhere.example", "/"),
        ("/\\elsewhere.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/sign-in/set-up", "/"),
        ("/sign-out", "/"),
    ],
)
def test_only_ways_into_this_site_are_remembered(text: str, path: str) -> None:
    assert next_path(text) == path


def test_the_first_page_needs_no_remembering() -> None:
    assert with_next("/sign-in/code", "/") == "/sign-in/code"
    assert with_next("/sign-in", "/partnership?id=3") == "/sign-in?next=/partnership%3Fid%3D3"


# H30.
def test_no_more_than_two_passwords_are_computed_at_once() -> None:
    running, most, lock = [0], [0], threading.Lock()
    both = threading.Barrier(2)

    def work() -> None:
        with lock:
            running[0] += 1
            most[0] = max(most[0], running[0])
        both.wait()
        with lock:
            running[0] -= 1
        both.wait()

    async def flood() -> None:
        async with anyio.create_task_group() as tasks:
            for _ in range(6):
                tasks.start_soon(compute, work)

    anyio.run(flood)

    assert most == [2]
