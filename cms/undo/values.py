"""What an act takes along, as values: foretold to the person, kept with the act, compared with what happened."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Consequences:
    """What happens to what hangs on something. Names are as people know them, and sorted."""

    pages: tuple[str, ...] = ()
    """Titles of the pages below, which share its fate."""
    translations: tuple[str, ...] = ()
    """Codes of the languages of translations that share its fate."""
    addresses: tuple[str, ...] = ()
    """Public addresses that change their answer."""
    answer: int = 404
    """What these addresses answer then: 404, 410 with the reason, or 301 to the new place."""
    links: tuple[str, ...] = ()
    """What links to it, and stays."""
    into: str = ""
    """Title of the record that it is merged into: its addresses lead there."""
    relinked: tuple[str, ...] = ()
    """What names the record that is kept from then on."""
    found: tuple[str, ...] = ()
    """Ids of the records that search no longer finds."""
    redirects: tuple[str, ...] = ()
    """Addresses that lead to it by a redirect, which goes."""
    reviews: int = 0
    """Open reviews that end."""
    mails: int = 0
    """Mails waiting to be sent that lead to it; they are sent all the same."""
    people: tuple[str, ...] = ()
    """Who loses a role."""
    asking: tuple[str, ...] = ()
    """Steps of reviews that ask the group, and do so no more."""
    open_steps: tuple[str, ...] = ()
    """Those of them that ask no group then."""
    stuck_steps: tuple[str, ...] = ()
    """Steps of Wagtail's own kind that no group is left to approve."""
    waiting: int = 0
    """Pages that wait in these steps."""
    parts: Mapping[str, int] = field(default_factory=dict)
    """Rows that are named because people know them (kinds.name_parts), by the label of their model."""
    files: tuple[str, ...] = ()
    """Files that nobody gets any more."""
    rows: Mapping[str, int] = field(default_factory=dict)
    """Rows that are deleted, by the label of their model."""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Consequences:
        return cls(
            **{name: tuple(value) if isinstance(value, list) else value for name, value in stored.items()}
        )

    def digest(self) -> str:
        """Return a short name of exactly these consequences."""
        return hashlib.sha256(json.dumps(self.as_json(), sort_keys=True).encode()).hexdigest()[:16]
