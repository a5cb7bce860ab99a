"""A label shows a text as it is, though Streamlit reads labels as Markdown."""

import pytest

from monitor.ui.labels import write_label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Zonnewijk", "Zonnewijk"),
        ("1. *Wijk* [x](y)", r"1\. \*Wijk\* \[x\]\(y\)"),
        (":red[Wijk] $x$ <b>", r"\:red\[Wijk\] \$x\$ \<b\>"),
        ("# een\n\ntwee", r"\# een twee"),
    ],
)
def test_no_sign_of_markdown_works(text: str, label: str) -> None:
    assert write_label(text) == label
