import logging

import pytest

from monitor.logs import set_up_logging


def test_the_monitor_tells_what_it_does_and_libraries_only_what_goes_wrong(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    own = logging.getLogger("monitor")
    monkeypatch.setattr(own, "level", logging.NOTSET)

    set_up_logging()

    assert own.isEnabledFor(logging.INFO)
    assert not logging.getLogger("a.library").isEnabledFor(logging.INFO)
