"""Views of the overview that were saved under a name: a link with its filters."""

from collections.abc import Sequence

from monitor.domain.access.rules import check_can_manage_all, check_can_see_any
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import Deed
from monitor.services.context import Context
from monitor.services.register_ports import SavedView
from monitor.services.trail.note import note

LONGEST_NAME = 80


def read_saved_views(context: Context) -> Sequence[SavedView]:
    """Return all saved views, by name.

    None for somebody with a limited scope: what others search for may name what is out of it.
    """
    check_can_see_any(context.actor)
    if not context.actor.scope.is_everything:
        return []
    with context.unit_of_work(reads_only=True) as uow:
        return uow.saved_views.list_all()


def save_view(context: Context, view: SavedView) -> bool:
    """Save a view, in place of the one of that name; False if it cannot have this name."""
    check_can_manage_all(context.actor)
    name = " ".join(view.name.split())
    if not name or len(name) > LONGEST_NAME:
        return False
    with context.unit_of_work() as uow:
        uow.saved_views.save(SavedView(name, view.query))
        note(context, uow, Deed(Act.VIEW_CHANGED, facts={"change": "saved"}))
        uow.commit()
    return True


def delete_view(context: Context, name: str) -> None:
    """Delete a view; nothing happens if somebody did so before."""
    check_can_manage_all(context.actor)
    with context.unit_of_work() as uow:
        uow.saved_views.delete(name)
        note(context, uow, Deed(Act.VIEW_CHANGED, facts={"change": "removed"}))
        uow.commit()
