"""Public ids of records: text, time-based like the old ones, never reused."""

import random
import time

ID_PATTERN = r"[0-9]{6,20}"
PER_MILLISECOND = 10_000

_random = random.SystemRandom()


def new_record_id() -> str:
    """Return 17 digits: the Unix second, the milliseconds and four random ones, as the old site's newest ids have."""
    return new_record_ids(1)[0]


def new_record_ids(count: int) -> list[str]:
    """Return that many ids, all different: in one millisecond two random ones would soon be the same."""
    milliseconds = time.time_ns() // 1_000_000
    ids: list[str] = []
    while len(ids) < count:
        endings = _random.sample(range(PER_MILLISECOND), min(count - len(ids), PER_MILLISECOND))
        ids += [f"{milliseconds}{ending:04d}" for ending in endings]
        milliseconds += 1
    return ids
