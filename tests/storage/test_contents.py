import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.domain.questionnaire import Dimension
from monitor.domain.response import Comment, Response
from monitor.domain.results import (
    Flag,
    PublishedComment,
    PublishedGap,
    PublishedParty,
    PublishedQuestion,
    PublishedRound,
    PublishedScore,
)
from monitor.domain.round import Quarter
from monitor.storage.contents import read_release, read_response, write_release, write_response
from tests.factories import make_release, make_response

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
CODES = st.text("abc_123", min_size=1, max_size=6)
NUMBERS = st.none() | st.floats(-10, 10)
IDS = st.integers(1, 10**9)
QUARTERS = st.builds(Quarter, st.integers(2000, 2999), st.integers(1, 4))
SCORES = st.builds(PublishedScore, mean=NUMBERS, low=NUMBERS, high=NUMBERS, dont_know_share=NUMBERS)
QUESTIONS = st.builds(
    PublishedQuestion,
    code=CODES,
    mean=NUMBERS,
    counts=st.none() | st.lists(st.integers(0, 99), max_size=10).map(tuple),
)
PARTIES = st.builds(
    PublishedParty,
    party_id=IDS,
    scores=st.dictionaries(st.sampled_from(Dimension), SCORES),
    respondents=st.none() | IDS,
    invited=st.none() | IDS,
    overall=NUMBERS,
    mark=NUMBERS,
    dont_know_share=NUMBERS,
    questions=st.lists(QUESTIONS, max_size=3).map(tuple),
)
RELEASES = st.builds(
    PublishedRound,
    round_id=IDS,
    quarter=QUARTERS,
    parties=st.lists(PARTIES, max_size=3).map(tuple),
    gaps=st.dictionaries(st.sampled_from(Dimension), st.builds(PublishedGap, difference=NUMBERS)),
    joint=st.dictionaries(st.sampled_from(Dimension), NUMBERS),
    overall=NUMBERS,
    flags=st.lists(st.builds(Flag, probability=NUMBERS), max_size=3).map(tuple),
    comments=st.lists(st.builds(PublishedComment, question=CODES, text=TEXTS), max_size=2).map(
        tuple
    ),
)
RESPONSES = st.builds(
    Response,
    key=st.just("a" * 40),
    answers=st.dictionaries(CODES, st.none() | st.integers(1, 10)),
    choices=st.dictionaries(CODES, st.lists(CODES, max_size=3).map(tuple)),
    comments=st.dictionaries(CODES, st.builds(Comment, text=TEXTS)),
)


@settings(max_examples=200)
@given(release=RELEASES)
def test_every_release_comes_back_equal(release: PublishedRound) -> None:
    assert read_release(json.dumps(write_release(release))) == release


@given(release=RELEASES)
def test_a_release_that_comes_back_is_frozen_throughout(release: PublishedRound) -> None:
    returned = read_release(json.dumps(write_release(release)))

    assert isinstance(returned.parties, tuple)
    assert isinstance(returned.flags, tuple)
    assert isinstance(returned.comments, tuple)
    assert all(isinstance(party.questions, tuple) for party in returned.parties)


def test_the_dimensions_keep_their_order() -> None:
    returned = read_release(json.dumps(write_release(make_release())))

    assert list(returned.gaps) == list(Dimension)
    assert list(returned.joint) == list(Dimension)


@given(response=RESPONSES)
def test_every_response_comes_back_equal(response: Response) -> None:
    content = json.loads(json.dumps(write_response(response)))

    assert read_response(content) == {
        "answers": response.answers,
        "choices": response.choices,
        "comments": response.comments,
    }


def test_a_response_that_holds_something_unheard_is_an_error() -> None:
    content = write_response(make_response(comments={"closing": Comment("Ja")}))
    content["comments"]["closing"]["audience"] = "everyone"

    with pytest.raises(ValueError, match="everyone"):
        read_response(content)


def test_a_release_from_before_there_were_light_rounds_is_a_full_one() -> None:
    content = write_release(make_release())
    del content["is_light"]

    assert not read_release(json.dumps(content)).is_light


def test_a_release_from_before_agreements_were_asked_about_is_read() -> None:
    content = write_release(make_release())
    del content["noticed"]
    for party in content["parties"]:
        for missing in ("expected", "expected_overall", "load"):
            del party[missing]

    read = read_release(json.dumps(content))

    assert read.noticed == ()
    assert all(not each.expected and each.load is None for each in read.parties)
