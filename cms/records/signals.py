"""What the bulk path tells, as Wagtail's page_published does for one page."""

from django.dispatch import Signal

published_in_bulk = Signal()
"""Sent with `pages`, records of one kind or several, in the transaction that made them public."""

handed_in_in_bulk = Signal()
"""Sent with `pages`, in the transaction that opened their reviews; Wagtail's task_submitted tells it of one page."""
