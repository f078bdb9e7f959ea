"""When two questions are the same, and how a list of records is written. Plain Python."""

from __future__ import annotations

from search.analysis import fold_title
from search.questions import parse

LONGEST = 100
"""Characters of a question that editors deal with: a longer one is a text of its own, which nobody asks again."""


def question_key(text: str) -> str:
    """Return what the same question always gives: its folded words in their order, without signs.

    Empty when there is no word, or when some are to be absent: such a question is somebody's special case.
    """
    return "" if len(text) > LONGEST or parse(text).excluded else fold_title(text)


def record_ids(lines: str) -> tuple[str, ...]:
    """Return the ids on these lines in their order, each once."""
    return tuple(dict.fromkeys(filter(None, map(str.strip, lines.splitlines()))))
