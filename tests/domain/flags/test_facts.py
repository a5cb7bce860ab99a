"""What the rules look at."""

from dataclasses import replace
from datetime import timedelta

from tests.domain.flags.facts import make_facts
from tests.factories import TODAY


def test_a_cooperation_has_ended_from_its_last_day_on() -> None:
    facts = make_facts()
    profile = replace(facts.partnership.profile, ended_on=TODAY)
    ended = replace(facts, partnership=replace(facts.partnership, profile=profile))

    assert not facts.has_ended(TODAY)
    assert not ended.has_ended(TODAY - timedelta(days=1))
    assert ended.has_ended(TODAY)
