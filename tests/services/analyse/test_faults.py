from monitor.services.analyse.faults import MOST_SHOWN, BadRowsError, Fault, FaultReason, Faults


def faults_of(*found: Fault) -> Faults:
    faults = Faults("answers.csv")
    for fault in found:
        faults.add(fault)
    return faults


def test_the_first_faults_are_those_of_the_first_lines() -> None:
    lines = [*range(500, 100, -1), *range(1000, 600, -1)]

    faults = faults_of(*(Fault(line, FaultReason.VALUE, "6") for line in lines))

    assert [fault.line for fault in faults.first] == list(range(101, 101 + MOST_SHOWN))
    assert faults.total == 800


def test_a_fault_of_many_rows_counts_them_all() -> None:
    faults = faults_of(Fault(2, FaultReason.LONE_PARTY, "Elm", 12), Fault(3, FaultReason.VALUE))

    assert faults.total == 13
    assert faults.counts[FaultReason.LONE_PARTY] == 12


def test_a_long_detail_is_cut() -> None:
    (fault,) = faults_of(Fault(2, FaultReason.VALUE, "x" * 500)).first

    assert len(fault.detail) < 70


def test_without_rows_or_header_nothing_can_be_read() -> None:
    assert faults_of(Fault(1, FaultReason.EMPTY_FILE)).is_fatal
    assert faults_of(Fault(1, FaultReason.HEADER)).is_fatal
    assert not faults_of(Fault(2, FaultReason.VALUE)).is_fatal


def test_the_error_says_how_many_rows_of_which_file() -> None:
    error = BadRowsError(faults_of(Fault(2, FaultReason.VALUE)))

    assert str(error) == "answers.csv: 1 bad rows"
