from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.log_actions import LogActionRegistry

from cms.mail.enums import LogAction
from cms.mail.viewsets import MailGroup


@hooks.register("register_admin_viewset")
def register_mail() -> ViewSetGroup:
    return MailGroup()


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    for action in LogAction:
        actions.register_action(action.value, action.label, action.label)
