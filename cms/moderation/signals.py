"""What moderation tells of its own decisions."""

from django.dispatch import Signal

going_offline = Signal()
"""Sent with `page`, `before` (a Standing of each page that goes offline or into the archive with it), `by`,
`reason` and `action` (a LogAction), in the transaction that does it and before its first change."""

approved_in_part = Signal()
"""Sent with `step` (a TaskState) and `by`, in the transaction, when a step was approved that waits for others too."""
