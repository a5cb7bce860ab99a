"""Gives the figures to Prometheus, on a port of their own that visitors do not reach."""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext

from prometheus_client import REGISTRY, CollectorRegistry, start_http_server
from prometheus_client.multiprocess import MultiProcessCollector

from monitor.metrics.state import State, StateCollector
from monitor.settings import Settings

_SHARED_FOLDER = "PROMETHEUS_MULTIPROC_DIR"


@contextmanager
def served_figures(
    settings: Settings,
    read_state: Callable[[], State] | None = None,
    *,
    is_shared: bool = False,
) -> Iterator[None]:
    """Give the figures of this process meanwhile, where a port is set.

    ``read_state``: for a process that also tells how the installation is. ``is_shared``: of the
    processes that this one starts instead, which keep theirs where this one reads them.
    """
    if not settings.metrics_port:
        yield
        return
    with _kept_together() if is_shared else nullcontext(REGISTRY) as registry:
        collector = StateCollector(read_state) if read_state else None
        if collector:
            registry.register(collector)
        server, thread = start_http_server(settings.metrics_port, settings.metrics_host, registry)
        try:
            yield
        finally:
            server.shutdown()
            server.server_close()
            thread.join()
            if collector:
                registry.unregister(collector)


@contextmanager
def _kept_together() -> Iterator[CollectorRegistry]:
    """Give what adds up the figures of all processes that are started meanwhile."""
    with tempfile.TemporaryDirectory(prefix="monitor-figures-") as folder:
        os.environ[_SHARED_FOLDER] = folder
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call] # The library has no types here.
        try:
            yield registry
        finally:
            del os.environ[_SHARED_FOLDER]
