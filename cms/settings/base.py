"""Settings that are safe in production; dev.py, test.py and production.py add what differs."""

from pathlib import Path
from zoneinfo import available_timezones

from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.core.exceptions import ImproperlyConfigured

from cms.settings import env
from cms.settings.databases import database
from cms.settings.languages import LANGUAGES
from cms.settings.logs import logging
from cms.settings.mail import mail

BASE_DIR = Path(__file__).resolve().parents[2]
DATA_DIR = Path(env.text("DATA_DIR", str(BASE_DIR / "var")))
DEBUG = False

# The order is Django's: templates and commands of an earlier app win.
INSTALLED_APPS = [
    "home",
    "stocktaking_pages",
    "prizes_pages",
    "search",
    "cms.setup",
    "cms.bench",
    "cms.demo",
    "cms.translation_desk",
    "cms.history",
    "cms.desk",
    "cms.duplicates",
    "cms.findings",
    "cms.records",
    "cms.organisations",
    "cms.taxonomy",
    "cms.translations",
    "cms.moderation",
    "cms.mail",
    "cms.accounts",
    "cms.core",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "cms.moderation.apps.QuietAdminConfig",
    "wagtail",
    # After Wagtail's images and documents, for it takes the place of what deletes their files.
    "cms.undo",
    "modelcluster",
    "taggit",
    "simple_history",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_structlog",
    "ninja",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "search.api.middleware.ApiMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Outside of the conditional answers: it makes their entity tags weak, as a compressed body needs.
    "cms.core.headers.CompressionMiddleware",
    "cms.core.headers.ContentSecurityMiddleware",
    "cms.core.headers.PermissionsPolicyMiddleware",
    "cms.core.request_log.RequestLogMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "cms.core.middleware.ReaderLanguageMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "cms.accounts.middleware.SecondFactorMiddleware",
    "cms.accounts.middleware.AdminLanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "cms.core.plain_numbers.PlainNumbersMiddleware",
    "cms.desk.middleware.DiscretionMiddleware",
    "cms.undo.middleware.UndoMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cms.core.context_processors.site",
            ]
        },
    }
]

DATABASES = {"default": database(env.text("DATABASE_URL", f"sqlite:///{DATA_DIR}/db.sqlite3"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

SECRET_KEY = env.text("SECRET_KEY")
ALLOWED_HOSTS = env.listing("ALLOWED_HOSTS")
CSRF_FAILURE_VIEW = "cms.core.refusals.forged"
CSRF_TRUSTED_ORIGINS = env.listing("CSRF_TRUSTED_ORIGINS", "")

# Languages and time: everything is stored in UTC, shown in the reader's convention.
LANGUAGE_CODE = "en"
WAGTAIL_CONTENT_LANGUAGES = WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
LOCALE_PATHS = [BASE_DIR / "locale", DATA_DIR / "locale"]
USE_I18N = True
FORMAT_MODULE_PATH = "cms.core.formats"
USE_TZ = True
TIME_ZONE = "UTC"
# Names of the machine's list that no browser knows; one of them keeps the account page from naming any zone in words.
WAGTAIL_USER_TIME_ZONES = sorted(available_timezones() - {"Factory", "localtime"})

# People
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "CommonPasswordValidator", "NumericPasswordValidator")
] + [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    }
]
LOGIN_URL = WAGTAILADMIN_LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
ACCOUNT_ADAPTER = "cms.mail.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PREVENT_ENUMERATION = True
# Who may not enter the admin is led back to the form; redirecting from it would send them round in circles.
ACCOUNT_AUTHENTICATED_LOGIN_REDIRECTS = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
# Guessed passwords are axes' to count, in the database; this counts guessed codes of the second factor.
ACCOUNT_RATE_LIMITS = {"login_failed": "20/m/ip,8/h/key"}
MFA_TOTP_ISSUER = "WSIS Stocktaking and Prizes"
MFA_TOTP_TOLERANCE = 1
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_REQUIRED = env.boolean("MFA_REQUIRED", True)
PROXY_COUNT = NINJA_NUM_PROXIES = env.number("PROXY_COUNT", 0)
AXES_FAILURE_LIMIT = env.number("SIGN_IN_FAILURE_LIMIT", 8)
AXES_COOLOFF_TIME = 1
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "cms.accounts.guessing.tried_account"
AXES_CLIENT_IP_CALLABLE = "cms.core.addresses.client_address"
AXES_LOCKOUT_TEMPLATE = "account/locked.html"
AXES_SENSITIVE_PARAMETERS = ["login", "username", "ip_address"]
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False

# Mail: what Django and its packages send goes into the outbox, from which `mail_worker` gives it to the server.
EMAIL_BACKEND = "cms.mail.backend.OutboxBackend"
globals().update(mail(env.text("EMAIL_URL", "smtp://localhost")))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("EMAIL_FROM", "noreply@localhost")
EMAIL_BOUNCES = env.text("EMAIL_BOUNCES", "") or DEFAULT_FROM_EMAIL
# Whether no mail leaves the site: the worker takes each as sent, and staff read it in the admin.
MAIL_STAYS_HERE = False
EMAIL_SUBJECT_PREFIX = ACCOUNT_EMAIL_SUBJECT_PREFIX = ""

# Files
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Security
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SECURE_HSTS_SECONDS = 31_536_000
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
X_FRAME_OPTIONS = "SAMEORIGIN"
# Wagtail shows previews in a frame of its own (W019); subdomains and preloading are the domain owner's to decide.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W019", "security.W021"]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    },
}
# What differs below /admin/: Wagtail's own pages write code and styles into the page.
ADMIN_CONTENT_SECURITY_POLICY = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
}
PERMISSIONS_POLICY = {
    "publickey-credentials-create": "(self)",
    "publickey-credentials-get": "(self)",
    **dict.fromkeys(
        (
            "accelerometer",
            "browsing-topics",
            "camera",
            "display-capture",
            "geolocation",
            "gyroscope",
            "microphone",
            "midi",
            "payment",
            "usb",
        ),
        "()",
    ),
}

# Wagtail
WAGTAIL_SITE_NAME = "WSIS Stocktaking and Prizes"
DEFAULT_BASE_URL = "http://localhost:8000"
WAGTAILADMIN_BASE_URL = env.text("BASE_URL", DEFAULT_BASE_URL)
WAGTAIL_I18N_ENABLED = True
WAGTAIL_FINISH_WORKFLOW_ACTION = "cms.moderation.workflows.publish_finished_workflow"
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAIL_WORKFLOW_CANCEL_ON_PUBLISH = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_AUTOSAVE_INTERVAL = 0
WAGTAILADMIN_COMMENTS_ENABLED = False
WAGTAILIMAGES_IMAGE_MODEL = "core.CustomImage"
WAGTAILDOCS_DOCUMENT_MODEL = "core.CustomDocument"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
# Drafts by a machine: the class of a provider of wagtail-localize, and its options from the environment.
if machine := env.text("MACHINE_TRANSLATOR", ""):
    WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
        "CLASS": machine,
        "OPTIONS": env.options("MACHINE_TRANSLATOR_OPTIONS"),
    }
# Languages whose translations may become public with words of a machine that no person has read; readers are told.
MACHINE_WORDS_UNREAD = env.listing("MACHINE_WORDS_UNREAD", "")
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.core.forms.ImageForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.core.forms.DocumentForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odp", "ods", "odt", "pdf", "pptx", "txt", "xlsx"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# The desk, in working days: until what was handed in is to be decided on, in all and for kinds with a time of their
# own, and how much later moderators and administrators are told.
DECISION_DAYS = env.number("DECISION_DAYS", 5)
DECISION_DAYS_BY_KIND = env.options("DECISION_DAYS_BY_KIND")
ESCALATION_DAYS = env.number("ESCALATION_DAYS", 5)
# With fewer words a text that every record should have is called short.
LEAST_WORDS = env.number("LEAST_WORDS", 30)
# Whether the worker of background tasks asks the websites that a text which waits links to.
LINK_CHECKS = env.boolean("LINK_CHECKS", False)

# Search
SEARCH_ENGINE = env.choice("SEARCH_ENGINE", "embedded", frozenset({"embedded", "elasticsearch"}))
SEARCH_INDEX_DIR = DATA_DIR / "index"
# Requests a minute from one address, and where all processes count them; see search.rates.
API_RATE = env.number("API_RATE", 120)
API_COUNTS = DATA_DIR / "rates.sqlite3"
SEARCH_INDEX_PREFIX = env.text("SEARCH_INDEX_PREFIX", "wsis")
ELASTICSEARCH_URL = env.text("ELASTICSEARCH_URL", "http://127.0.0.1:9200")
SEARCH_DICTIONARIES = DATA_DIR / "dictionaries.sqlite3"

# One line a request, without addresses or people; see cms.core.request_log.
LOGGING = logging(env.text("LOG_LEVEL", "INFO"), "json")
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
DJANGO_STRUCTLOG_USER_ID_FIELD = None
DJANGO_STRUCTLOG_STATUS_START_LOG_LEVEL = 10  # DEBUG
DJANGO_STRUCTLOG_STATUS_4XX_LOG_LEVEL = 20  # INFO

if not ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS is empty; name the hosts the site answers for.")
