"""Those of zh-hans: Django does not know that this is zh."""

from django.conf.locale.zh_Hans.formats import *  # noqa: F403
