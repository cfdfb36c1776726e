"""Views that a person keeps by name: for that person alone, whatever the person may see today."""

from kuultu.domain.console.kept_views import KeptView, KeptViews, name_in
from kuultu.domain.console.staff import Staff
from kuultu.domain.console.view import View
from kuultu.store import kept_views


def views_of(staff: Staff) -> KeptViews:
    """The views that a person keeps."""
    return kept_views.views_of(staff.person.email)


def keep_view(view: View, name: str, staff: Staff) -> None:
    """Keep a view by the name that was typed, in place of one with the same name; raises Invalid."""
    kept = KeptView(name_in(name), view.address())
    kept_views.change_views(staff.person.email, lambda views: views.with_view(kept))


def forget_view(name: str, staff: Staff) -> None:
    """Forget a kept view; a second time changes nothing."""
    kept_views.change_views(staff.person.email, lambda views: views.without(name))
