"""A label shows a text as it is, though Streamlit reads labels as Markdown."""

import pytest

from monitor.ui.labels import write_label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("*Wijk* [x](y) a_b", r"\*Wijk\* \[x\](y) a\_b"),
        (":red[Wijk] $x$ <b> `c` ~~d~~", r"\:red\[Wijk\] \$x\$ \<b\> \`c\` \~\~d\~\~"),
        (r"back\slash", r"back\\slash"),
        ("1. een\n\ntwee", "1.\u00a0een twee"),
        ("## een", "##\u00a0een"),
    ],
)
def test_no_sign_of_markdown_works(text: str, label: str) -> None:
    assert write_label(text) == label


@pytest.mark.parametrize("text", ["Wat ging goed?", "Jan-Willem (06-12)", "d'Arc, Ø: 1.5!", ""])
def test_an_ordinary_text_is_said_by_a_screen_reader_as_it_is(text: str) -> None:
    assert write_label(text) == text
