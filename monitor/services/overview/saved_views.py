"""Views of the overview that were saved under a name: a link with its filters."""

from collections.abc import Sequence

from monitor.services.context import Context
from monitor.services.register_ports import SavedView

LONGEST_NAME = 80


def read_saved_views(context: Context) -> Sequence[SavedView]:
    """Return all saved views, by name."""
    with context.unit_of_work(reads_only=True) as uow:
        return uow.saved_views.list_all()


def save_view(context: Context, view: SavedView) -> bool:
    """Save a view, in place of the one of that name; False if it cannot have this name."""
    name = " ".join(view.name.split())
    if not name or len(name) > LONGEST_NAME:
        return False
    with context.unit_of_work() as uow:
        uow.saved_views.save(SavedView(name, view.query))
        uow.commit()
    return True


def delete_view(context: Context, name: str) -> None:
    """Delete a view; nothing happens if somebody did so before."""
    with context.unit_of_work() as uow:
        uow.saved_views.delete(name)
        uow.commit()
