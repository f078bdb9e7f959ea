"""Production: base.py is already safe; the proxy in front speaks TLS."""

from cms.settings.base import *  # noqa: F403 - settings modules extend each other by import

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
