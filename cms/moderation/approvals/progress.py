"""How far a step is that asks for several people. Plain values: who may approve at all is permissions.py's to say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from cms.accounts.models import User


@dataclass(frozen=True, slots=True)
class Progress:
    """What a step asks for, and who approved the text as it is now; `outdated` approved an earlier one."""

    people: int
    groups: tuple[str, ...] = ()
    """Each of them has to approve through somebody of its own: nobody counts for two."""
    approved: tuple[User, ...] = ()
    outdated: tuple[User, ...] = ()

    @property
    def wanted(self) -> int:
        """So many different people."""
        return max(self.people, len(self.groups))

    @property
    def is_done(self) -> bool:
        return len(self.approved) >= self.wanted and not self.unheard

    @property
    def unheard(self) -> tuple[str, ...]:
        """The groups for which nobody has approved yet."""
        if not self.groups:
            return ()
        heard = groups_heard(self.groups, {person.pk: person.group_names for person in self.approved})
        return tuple(group for group in self.groups if group not in heard)

    @property
    def more(self) -> int:
        """How many people are missing beside those of the groups that are."""
        return max(self.wanted - len(self.approved) - len(self.unheard), 0)

    def has(self, person: User) -> bool:
        return any(each.pk == person.pk for each in self.approved)

    def with_approval_of(self, person: User) -> Progress:
        return replace(self, approved=(*self.approved, person))

    def asks(self, person: User) -> bool:
        """Whether an approval of this person would count. One who did approve may again if no more is asked for now."""
        if self.has(person):
            return self.is_done
        if self.groups and self.group_names.isdisjoint(person.group_names):
            return False
        return self.more > 0 or self.is_done or len(self.with_approval_of(person).unheard) < len(self.unheard)

    @property
    def group_names(self) -> frozenset[str]:
        return frozenset(self.groups)


def groups_heard(groups: Iterable[str], members: Mapping[int, frozenset[str]]) -> frozenset[str]:
    """Return for which groups somebody approved, each person counted for one, so that it is as many as possible."""
    speaker: dict[str, int] = {}

    def speaks(person: int, tried: set[str]) -> bool:
        """Let the person speak for a group, where need be in the place of one who can speak for another."""
        for group in members[person] & frozenset(groups) - tried:
            tried.add(group)
            if group not in speaker or speaks(speaker[group], tried):
                speaker[group] = person
                return True
        return False

    groups = tuple(groups)
    for person in members:
        speaks(person, set())
    return frozenset(speaker)
