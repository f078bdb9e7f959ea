"""wagtail-localize's own pages, buttons and editor stay closed: they know no review and write into live pages.

The library's models and functions remain; only its hooks into Wagtail's admin are taken out, so its addresses do not
exist. The product's own translation desk replaces them.
"""

from wagtail import hooks
from wagtail_localize import wagtail_hooks as localize_hooks

CLOSED = (
    "register_admin_urls",
    "register_page_header_buttons",
    "register_page_listing_more_buttons",
    "register_snippet_listing_buttons",
    "register_page_action_menu_item",
    "register_snippet_action_menu_item",
    "register_reports_menu_item",
    "register_permissions",
    "before_edit_page",
    "before_edit_snippet",
)
"""All of its hooks but those for icons and for the words of its log entries."""


def close_localize() -> None:
    """Take the library's functions off these hooks. Wagtail has no public way to do it, so a test watches this."""
    for name in CLOSED:
        registered = hooks._hooks.get(name, [])
        registered[:] = [
            (function, order)
            for function, order in registered
            if function.__module__ != localize_hooks.__name__
        ]
