"""What claims mean: only what is said, in the form that it is said in."""

import pytest

from monitor.domain.partnership import Language
from monitor.identity.vouched import is_complete, to_vouched

CLAIMS = {"iss": "https://x.example", "sub": "a-1"}


@pytest.mark.parametrize("said", [False, "false", None, 1, "yes", ["true"]])
def test_an_address_is_verified_only_when_it_is_said_to_be(said: object) -> None:
    vouched = to_vouched({**CLAIMS, "email": "a@x.example", "email_verified": said}, "roles")

    assert not vouched.is_email_verified


@pytest.mark.parametrize(
    ("said", "groups"),
    [
        (["a", "b"], {"a", "b"}),
        ("a", {"a"}),
        (["a", 7, None, ["b"]], {"a"}),
        ({"a": "b"}, set()),
        (None, set()),
    ],
)
def test_groups_are_texts_alone_or_in_a_list(said: object, groups: set[str]) -> None:
    assert to_vouched({**CLAIMS, "groups": said}, "groups").groups == groups


@pytest.mark.parametrize(
    ("said", "language"),
    [("nl-NL", Language.DUTCH), ("EN", Language.ENGLISH), ("fr", None), ("", None), (7, None)],
)
def test_a_language_that_we_do_not_speak_is_none(said: object, language: Language | None) -> None:
    assert to_vouched({**CLAIMS, "locale": said}, "roles").language is language


def test_a_name_is_one_line_and_not_endless() -> None:
    named = to_vouched({**CLAIMS, "name": "An\x00na\n" + "a" * 500}, "roles")
    nameless = to_vouched({**CLAIMS, "email": "A@x.example"}, "roles")

    assert named.name.startswith("Anna")
    assert len(named.name) == 100
    assert nameless.name == "a@x.example"


@pytest.mark.parametrize(
    "subject", ["", "a" * 256, "a\x00b", "\ud800", "a\n", "é", ["a"], {"a": 1}, 7]
)
def test_a_subject_that_cannot_be_stored_is_none(subject: object) -> None:
    with pytest.raises(ValueError, match="subject"):
        to_vouched({**CLAIMS, "sub": subject}, "roles")


def test_nothing_more_is_asked_for_when_address_and_roles_are_there() -> None:
    assert is_complete({"email": "a@x.example", "roles": []}, "roles")
    assert not is_complete({"email": "a@x.example"}, "roles")
    assert not is_complete({"email": "", "roles": []}, "roles")
