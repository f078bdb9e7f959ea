"""What the seeded set may not fall below, nor its false alarms exceed."""

from __future__ import annotations

ALARMS = "false alarms"
RECALL = 0.95
MOST_ALARMS = 0.02
