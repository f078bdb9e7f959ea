"""One's own machine, and make demo: plain http, a secret of its own, no second factor unless asked for."""

import os
import secrets
from pathlib import Path

DATA = Path(os.environ.get("DATA_DIR", Path(__file__).resolve().parents[2] / "var"))


def local_secret() -> str:
    """Return the secret kept in DATA_DIR/secret-key, made on first use."""
    path = DATA / "secret-key"
    if not path.exists():
        DATA.mkdir(parents=True, exist_ok=True)
        path.write_text(secrets.token_urlsafe(50))
        path.chmod(0o600)
    return path.read_text()


os.environ.setdefault("SECRET_KEY", local_secret())
os.environ.setdefault("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
os.environ.setdefault("MFA_REQUIRED", "0")
os.environ.setdefault("LOG_LEVEL", "WARNING")

from cms.settings import env  # noqa: E402 - the defaults above must be there first
from cms.settings.base import *  # noqa: E402, F403 - settings modules extend each other by import
from cms.settings.logs import logging  # noqa: E402 - as above

DEBUG = env.boolean("DEBUG", False)
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
SECURE_HSTS_SECONDS = 0
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
MAIL_STAYS_HERE = not env.text("EMAIL_URL", "")
LOGGING = logging(env.text("LOG_LEVEL"), "plain")
