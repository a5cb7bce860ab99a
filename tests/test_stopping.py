import os
import signal

from monitor.stopping import told_to_stop


def test_being_told_to_stop_is_noted_and_ends_nothing_by_itself() -> None:
    with told_to_stop() as must_stop:
        before = must_stop()
        os.kill(os.getpid(), signal.SIGTERM)

        assert (before, must_stop()) == (False, True)


def test_afterwards_the_process_ends_as_it_did_before() -> None:
    before = signal.getsignal(signal.SIGTERM)

    with told_to_stop():
        assert signal.getsignal(signal.SIGTERM) is not before

    assert signal.getsignal(signal.SIGTERM) is before
