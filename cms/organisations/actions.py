"""How organisations come into being when records name them."""

import re
from collections.abc import Collection, Iterable, Mapping

from django.db import IntegrityError, transaction
from simple_history.utils import bulk_create_with_history

from cms.accounts.models import User
from cms.organisations.models import FOLDED_LENGTH, NAME_LENGTH, Organisation, OrganisationAlias
from cms.organisations.slugs import candidates, choose_slug
from cms.taxonomy.folding import fold

REASON = "Named by a record"


@transaction.atomic
def resolve_organisations(
    names: Iterable[str], *, create: bool = True, by: User | None = None
) -> dict[str, Organisation]:
    """Return the organisation for each of the given spellings, making those that are not known yet.

    A name or alias is the same whatever its case, accents, punctuation and blanks. Left out of the answer are unknown
    names if `create` is off, and what cannot be a name: without a letter or digit, or longer than NAME_LENGTH.
    The number of queries does not grow with the number of names, but for the rows of one INSERT.
    """
    folded = {name: key for name in dict.fromkeys(names) if (key := _usable_key(name))}
    found = _find(folded.values())
    missing: dict[str, str] = {}
    for name, key in folded.items():
        if key not in found:
            missing.setdefault(key, name)
    if create and missing:
        found |= _find_or_create(missing, by)
    return {name: found[key] for name, key in folded.items() if key in found}


def tidy_name(name: str) -> str:
    """Return a name fit to be shown: single blanks, none inside brackets, no quotation marks around it."""
    name = " ".join(re.sub(r"[\x00-\x1f\x7f]", " ", name).split()).strip(" \"'“”„«»,;")
    return re.sub(r"\s+\)", ")", re.sub(r"\s*\(\s*", " (", name)).strip()


def _usable_key(name: str) -> str:
    """Return the folded name, or an empty string for what cannot be a name."""
    key = fold(name)
    return key if len(tidy_name(name)) <= NAME_LENGTH and len(key) <= FOLDED_LENGTH else ""


def _find(keys: Collection[str]) -> dict[str, Organisation]:
    """Return folded name or alias -> organisation, by two queries."""
    wanted = set(keys)
    aliases = OrganisationAlias.objects.filter(folded__in=wanted).select_related("organisation")
    found = {alias.folded: alias.organisation for alias in aliases}
    return found | {each.folded: each for each in Organisation.objects.filter(folded__in=wanted)}


def _find_or_create(missing: Mapping[str, str], by: User | None) -> dict[str, Organisation]:
    """Make organisations by folded name -> name; what another process has just made is taken from there."""
    try:
        with transaction.atomic():
            return _create(missing, by)
    except IntegrityError:
        found = _find(missing.keys())
        return found | _create({key: name for key, name in missing.items() if key not in found}, by)


def _create(missing: Mapping[str, str], by: User | None) -> dict[str, Organisation]:
    slugs = _free_slugs(missing.values())
    new = [Organisation(name=tidy_name(name), folded=key, slug=slugs[name]) for key, name in missing.items()]
    bulk_create_with_history(new, Organisation, default_user=by, default_change_reason=REASON)
    return {each.folded: each for each in new}


def _free_slugs(names: Collection[str]) -> dict[str, str]:
    """Return name -> a slug that neither the database nor another of these names has, by one query."""
    possible = {slug for name in names for slug in candidates(name)}
    taken = set(Organisation.objects.filter(slug__in=possible).values_list("slug", flat=True))
    chosen = {}
    for name in names:
        chosen[name] = choose_slug(name, taken)
        taken.add(chosen[name])
    return chosen
