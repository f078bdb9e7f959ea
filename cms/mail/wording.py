"""Texts with placeholders such as {title}: checking and filling them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from cms.mail.kinds import CONTENTS, Kind

PLACEHOLDER = re.compile(r"\{([a-z]+)\}")


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put the values in place of their placeholders; what looks like one in a value stays as it is."""
    return PLACEHOLDER.sub(lambda found: values[found[1]], text)


def one_line(text: str) -> str:
    """Return a text that a header can hold."""
    return " ".join(text.split())


def faults(kind: Kind, subject: str, body: str) -> dict[str, list[str]]:
    """Return what is wrong with the words of a mail, in sentences by field; nothing if they can be sent."""
    found = {
        "subject": [*_misused(kind, subject)],
        "body": [*_misused(kind, body), *_missing(kind, body)],
    }
    return {field: sentences for field, sentences in found.items() if sentences}


def _misused(kind: Kind, text: str) -> Iterator[str]:
    offered = CONTENTS[kind].samples
    names = ", ".join(f"{{{name}}}" for name in offered)
    for name in dict.fromkeys(PLACEHOLDER.findall(text)):
        if name not in offered:
            yield _("This mail has no placeholder %(name)s. It has: %(names)s.") % {
                "name": f"{{{name}}}",
                "names": names,
            }
    if re.search(r"[{}]", PLACEHOLDER.sub("", text)):
        yield _("Braces may only enclose a placeholder. This mail has: %(names)s.") % {"names": names}


def _missing(kind: Kind, body: str) -> Iterator[str]:
    for name in CONTENTS[kind].needed:
        if f"{{{name}}}" not in body:
            yield _("The text must contain %(name)s.") % {"name": f"{{{name}}}"}
