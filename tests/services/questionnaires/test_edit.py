"""A version is begun, tried, stored and adopted."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from monitor.domain.errors import InvalidQuestionnaireError, NotFoundError
from monitor.domain.partnership import Language
from monitor.domain.questionnaire_draft import add_own, reword, switch
from monitor.services.checkin.questionnaires import CURRENT_VERSION, read_questionnaires
from monitor.services.context import Context
from monitor.services.questionnaires.edit import (
    adopt_version,
    begin_draft,
    can_be_adopted,
    store_draft,
    try_draft,
)
from monitor.services.questionnaires.versions import list_versions
from tests.services.questionnaires.making import NOOR, begin_with_own, store_own, store_shorter


def versions_in(context: Context) -> list[str]:
    return [each.version for each in list_versions(context)]


def test_a_new_version_is_named_after_that_of_the_product(context: Context) -> None:
    first, second = store_own(context), store_shorter(context)

    assert [first.version, second.version] == ["2026-2+1", "2026-2+2"]
    assert versions_in(context) == [*read_questionnaires(), "2026-2+1", "2026-2+2"]


def test_a_version_made_from_an_own_one_is_named_after_the_product_too(context: Context) -> None:
    own = store_own(context)

    draft = switch(begin_draft(context, own.version), "T3", is_on=False)

    assert store_draft(context, draft, NOOR).version == "2026-2+2"


def test_a_version_made_from_an_old_one_gets_the_short_check_in(context: Context) -> None:
    stored = store_draft(context, begin_draft(context, "2026-1"), NOOR)

    assert stored.version == "2026-1+1"
    assert stored.light == read_questionnaires()[CURRENT_VERSION].light


def test_a_draft_is_tried_without_storing_it(context: Context) -> None:
    tried = try_draft(context, begin_with_own(context))

    assert tried.questionnaire.version == "2026-2+1"
    assert tried.questionnaire.question("OWN1")
    assert tried.codes["new1"] == "OWN1"
    assert tried.faults == []
    assert versions_in(context) == list(read_questionnaires())


def test_a_draft_with_a_fault_is_not_stored(context: Context) -> None:
    text = {Language.DUTCH: "", Language.ENGLISH: "All take part."}
    draft = reword(begin_draft(context, CURRENT_VERSION), "T3", text)

    tried = try_draft(context, draft)
    with pytest.raises(InvalidQuestionnaireError, match="text_missing"):
        store_draft(context, draft, NOOR)

    assert [(each.key, each.place) for each in tried.faults_of("T3")] == [("text_missing", "T3_2")]
    assert tried.faults_of("T1") == []
    assert tried.other_faults == []
    assert versions_in(context) == list(read_questionnaires())


def test_what_is_wrong_with_the_whole_belongs_to_no_question(context: Context) -> None:
    own = begin_with_own(context).row("new1").question

    tried = try_draft(context, add_own(begin_draft(context, CURRENT_VERSION), "before", own))

    assert [each.key for each in tried.other_faults] == ["long"]


def test_a_draft_of_nothing_cannot_be_begun(context: Context) -> None:
    with pytest.raises(NotFoundError):
        begin_draft(context, "2020-1")


def test_what_does_not_exist_is_not_adopted(context: Context) -> None:
    with pytest.raises(NotFoundError):
        adopt_version(context, "2020-1", NOOR)


def test_a_version_without_a_short_check_in_is_not_adopted(context: Context) -> None:
    with pytest.raises(InvalidQuestionnaireError):
        adopt_version(context, "2026-1", NOOR)

    assert not can_be_adopted(read_questionnaires()["2026-1"])


def test_versions_stored_at_once_get_different_names(context: Context) -> None:
    draft = begin_with_own(context)

    with ThreadPoolExecutor(4) as pool:
        stored = list(pool.map(lambda _: store_draft(context, draft, NOOR), range(4)))

    assert {each.version for each in stored} == {f"2026-2+{n}" for n in range(1, 5)}
