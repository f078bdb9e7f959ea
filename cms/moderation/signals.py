"""What moderation tells of its own decisions."""

from django.dispatch import Signal

going_offline = Signal()
"""Sent with `page`, `before` (a Standing of each page that goes offline or into the archive with it), `by`,
`reason`, `action` (a LogAction), `into` (the page it is merged into, or None) and `foretold` (names what the person was
told, or empty), in the transaction that does it and before its first change; what a receiver raises keeps it from being
done."""

merged = Signal()
"""Sent with `page`, `into`, `by` and `reason` in the transaction, when a page was merged into another: what leads to it
from elsewhere is to lead to that."""

approved_in_part = Signal()
"""Sent with `step` (a TaskState) and `by`, in the transaction, when a step was approved that waits for others too."""
