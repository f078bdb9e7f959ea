"""Everything a new installation needs before its first record; repeatable."""

from cms.accounts.setup import ensure_roles
from cms.mail.actions import load_templates
from cms.moderation.reasons.actions import load_reasons
from cms.setup.tree import ensure_tree
from cms.taxonomy.actions import load_vocabularies
from search.lexicon.loading import load_glossary


def setup_site() -> None:
    ensure_roles()
    load_vocabularies()
    load_glossary()
    load_templates()
    load_reasons()
    ensure_tree()
