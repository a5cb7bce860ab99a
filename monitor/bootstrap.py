"""The composition root: builds the engine and the context of this process, once."""

import functools

from sqlalchemy import Engine

from monitor.services.context import Context, SystemClock
from monitor.services.questionnaires import read_questionnaires
from monitor.settings import Settings, read_secret_key, read_settings
from monitor.storage.engine import make_engine
from monitor.storage.unit_of_work import SqlUnitOfWorkFactory


@functools.cache
def engine() -> Engine:
    """Return the database engine of this process."""
    return make_engine(read_settings().database_url)


def build_context(settings: Settings, database: Engine) -> Context:
    """Put together what every use case needs."""
    return Context(
        unit_of_work=SqlUnitOfWorkFactory(database),
        clock=SystemClock(),
        questionnaires=read_questionnaires(),
        secret_key=read_secret_key(settings),
        public_url=settings.public_url,
    )


@functools.cache
def context() -> Context:
    """Return the context of this process, from the settings in the environment."""
    return build_context(read_settings(), engine())
