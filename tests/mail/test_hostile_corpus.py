"""Two hundred strings that would run in a browser are only words in a letter."""

import pytest

from monitor.domain.mail import MailKind
from tests.hostile_corpus import CORPUS, find_missing, pack
from tests.mail.test_wording import Outline, make_writing, worded


# H27.
@pytest.mark.parametrize("kind", MailKind)
def test_it_is_text_where_a_letter_names_somebody(kind: MailKind) -> None:
    plain = Outline(worded(make_writing(kind)).html)
    letters = [worded(make_writing(kind, name=each)) for each in CORPUS]

    assert find_missing(" ".join(each.text for each in letters)) == []
    assert find_missing(" ".join(Outline(each.html).text for each in letters)) == []
    assert all(Outline(each.html).elements == plain.elements for each in letters)


# H27.
def test_it_is_text_in_a_letter_of_an_organisation_itself() -> None:
    plain = Outline(worded(make_writing(body="Dag.")).html)
    letters = [worded(make_writing(body=f"Dag. {text}")) for text in pack(400)]

    assert find_missing(" ".join(each.text for each in letters)) == []
    assert find_missing(" ".join(Outline(each.html).text for each in letters)) == []
    assert {tag for each in letters for tag in Outline(each.html).tags} == plain.tags
