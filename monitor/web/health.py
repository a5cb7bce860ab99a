"""``/health``: tells a load balancer or a person whether this process can do its work."""

from collections.abc import Callable
from dataclasses import dataclass

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from monitor import bootstrap
from monitor.domain.errors import MonitorError


@dataclass(frozen=True, slots=True)
class Health:
    """What was found: can the database be written to, and at which schema version is it."""

    is_database_ok: bool
    schema_version: str | None
    is_schema_current: bool

    @property
    def is_ready(self) -> bool:
        """Tell whether requests can be served."""
        return self.is_database_ok and self.is_schema_current


_UNREACHABLE = Health(is_database_ok=False, schema_version=None, is_schema_current=False)


def read_health() -> Health:
    """Tell how the database is; StorageUnavailableError when it does not answer."""
    state = bootstrap.read_schema_state()
    return Health(
        # Another schema may lack what is written for proof.
        is_database_ok=not state.is_current or bootstrap.can_write(),
        schema_version=state.version,
        is_schema_current=state.is_current,
    )


def health_route(read_health: Callable[[], Health]) -> Route:
    """Return the route ``/health``; it answers 503 while not ready."""
    # A thread of its own: those of the survey may all be waiting for a locked database.
    limiter = CapacityLimiter(1)

    async def answer(_request: Request) -> JSONResponse:
        try:
            health = await to_thread.run_sync(read_health, limiter=limiter)
        except MonitorError:
            health = _UNREACHABLE
        content = {
            "status": "ready" if health.is_ready else "not ready",
            "database": health.is_database_ok,
            "schema": health.schema_version,
        }
        status = 200 if health.is_ready else 503
        return JSONResponse(content, status, {"cache-control": "no-store"})

    return Route("/health", answer, name="health")
