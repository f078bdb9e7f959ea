from wagtail import hooks

from cms.taxonomy.viewsets import TermViewSet, term_viewset


@hooks.register("register_admin_viewset")
def register_vocabularies() -> TermViewSet:
    return term_viewset
