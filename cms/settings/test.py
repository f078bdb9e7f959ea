"""The test run: everything under a folder of its own, quick hashing, tasks at once."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("SECRET_KEY", "only-for-tests")
os.environ.setdefault("ALLOWED_HOSTS", "testserver,localhost,127.0.0.1")
os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="wsis-test-")
# Workers of one run, and other runs, share a server; what a test starts inherits the name.
os.environ["SEARCH_INDEX_PREFIX"] = Path(os.environ["DATA_DIR"]).name
os.environ.setdefault("MFA_REQUIRED", "0")
os.environ.setdefault("LOG_LEVEL", "WARNING")
os.environ.setdefault("DATABASE_URL", f"sqlite:///{os.environ['DATA_DIR']}/db.sqlite3")

from cms.settings.base import *  # noqa: F403 - settings modules extend each other by import

SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
AXES_ENABLED = False
API_RATE = 0
STATIC_ROOT.mkdir()  # noqa: F405 - WhiteNoise warns of a folder that is not there
