from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup

from cms.mail.viewsets import MailGroup


@hooks.register("register_admin_viewset")
def register_mail() -> ViewSetGroup:
    return MailGroup()
