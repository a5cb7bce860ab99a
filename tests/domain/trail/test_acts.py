from monitor.domain.trail.acts import Act

LONGEST = 40  # As the column of the table has it.


def test_every_act_fits_its_column() -> None:
    assert max(len(act.value) for act in Act) <= LONGEST


def test_no_answering_in_the_survey_is_an_act() -> None:
    # The order and the time of answering would tell who answered (ADR 3).
    assert not [act for act in Act if "answer" in act.value and act is not Act.ANSWERS_EXPORTED]
