from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet

from cms.organisations.viewsets import organisation_chooser_viewset, organisation_viewset


@hooks.register("register_admin_viewset")
def register_organisations() -> list[ViewSet]:
    return [organisation_viewset, organisation_chooser_viewset]
