"""How much may be said at once, of a decision or in a comment, whoever reads it."""

from cms.core.templatetags.numbers import number
from cms.moderation.exceptions import TooManyWords

LONGEST = 5_000
"""Letters; a new line is one."""


def lines_as_one_letter(text: str) -> str:
    """Return the text with new lines as one letter each; browsers send two."""
    return text.replace("\r\n", "\n")


def require_short(text: str) -> None:
    """Raise TooManyWords for more than LONGEST letters."""
    count = len(lines_as_one_letter(text))
    if count > LONGEST:
        raise TooManyWords(number(count), number(LONGEST))
