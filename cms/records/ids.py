"""Public ids of records: text, time-based like the old ones, never reused."""

import secrets
import time

ID_PATTERN = r"[0-9]{6,20}"


def new_record_id() -> str:
    """Return 17 digits: the Unix second, the milliseconds and four random ones, as the old site's newest ids have."""
    milliseconds = time.time_ns() // 1_000_000
    return f"{milliseconds}{secrets.randbelow(10_000):04d}"
