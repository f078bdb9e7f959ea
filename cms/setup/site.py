"""Everything a new installation needs before its first record; repeatable."""

from cms.accounts.setup import ensure_roles
from cms.setup.tree import ensure_tree
from cms.taxonomy.actions import load_vocabularies


def setup_site() -> None:
    ensure_roles()
    load_vocabularies()
    ensure_tree()
