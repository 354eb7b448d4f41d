"""Settings in Django's order. Everything a deployment decides comes from the environment, see `.env.example`.

`DEBUG` is off unless asked for, and without it nothing secret has a default. Without `DATABASE_URL`
and `REDIS_URL` one folder, `TWINNING_VAR`, holds the database, the queue, the cache and the files.
"""

from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.utils.translation import gettext_lazy as _

from twinning.settings.logging import logging_as
from twinning.settings.security import content_security_policy, identity_providers

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR = Path(env("TWINNING_VAR", default=str(BASE_DIR / "var"))).resolve()
DEBUG = env.bool("DEBUG", default=False)
REDIS_URL = env("REDIS_URL", default="")

# Where people reach the site; links in letters begin with it, and its scheme decides about TLS.
SITE_URL = (env("SITE_URL", default="http://127.0.0.1:8000") if DEBUG else env("SITE_URL")).rstrip("/")
SITE_HOST = urlsplit(SITE_URL).hostname or ""
OVER_TLS = SITE_URL.startswith("https://")

# Core
SECRET_KEY = env("SECRET_KEY", default="only-for-debugging") if DEBUG else env("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[]) or [
    SITE_HOST,
    *(["localhost", "127.0.0.1", "[::1]"] if DEBUG else []),
]
ROOT_URLCONF = "twinning.urls"
ASGI_APPLICATION = "twinning.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORMS_URLFIELD_ASSUME_HTTPS = True

INSTALLED_APPS = [
    "modeltranslation",
    "twinning.core.office.OfficeAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.forms",
    "csp",
    "django_countries",
    "rules.apps.AutodiscoverRulesConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "twinning.core",
    "twinning.accounts",
    "twinning.trail",
    "hubs",
    "events",
    "actionplans",
    "portfolios",
    "twinning.demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "twinning.core.middleware.ReaderMiddleware",
    "twinning.core.middleware.RefusedMiddleware",
    "twinning.accounts.institutions.InstitutionMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "twinning.pages.context_processors.programme",
            ],
        },
    }
]

FORM_RENDERER = "twinning.core.forms.OurForms"

# Database: JIT costs the application's short queries more than it gives them, and what they ask for lies in
# memory or on a solid-state disk, where PostgreSQL's notion of slow indexes makes it read whole tables.
if env("DATABASE_URL", default=""):
    DATABASES = {"default": env.db_url("DATABASE_URL")}
    if DATABASES["default"]["ENGINE"].endswith("postgresql"):
        DATABASES["default"]["ENGINE"] = "twinning.core.postgresql"
        DATABASES["default"].setdefault("OPTIONS", {})["options"] = "-c jit=off -c random_page_cost=1.1"
else:
    VAR.mkdir(parents=True, exist_ok=True)
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": VAR / "twinning.sqlite3",
            # IMMEDIATE: a write lock that cannot be had is waited for, instead of failing halfway.
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
            },
        }
    }

# Cache
if REDIS_URL:
    CACHES = {
        "default": {
            "BACKEND": "twinning.core.rediscache.Cache",
            "LOCATION": REDIS_URL,
            "KEY_PREFIX": "twinning",
            "OPTIONS": {"socket_timeout": 5, "socket_connect_timeout": 5},
        }
    }
else:
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": VAR / "cache",
            "OPTIONS": {"MAX_ENTRIES": 10_000},
        }
    }
# Drawn pages and small tables, in each process, until something changes (twinning.core.keeping).
KEEPS_PAGES = not DEBUG
SESSION_ENGINE = f"django.contrib.sessions.backends.{'cached_db' if REDIS_URL else 'db'}"

# People
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk"
LOGOUT_REDIRECT_URL = "home"

ACCOUNT_ADAPTER = "twinning.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FORM_CLASS = "twinning.accounts.forms.profile.NewcomerForm"
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE = ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {"add_webauthn": "twinning.accounts.forms.keys.AddKeyForm"}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG

OIDC_APPS, IDP_ORIGINS = identity_providers(env)
# Accounts are never joined because an identity provider claims the same e-mail address.
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_ADAPTER = "twinning.accounts.adapter.SocialAccountAdapter"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": OIDC_APPS}}

# Security
CONTENT_SECURITY_POLICY = content_security_policy(IDP_ORIGINS)
CSRF_TRUSTED_ORIGINS = [SITE_URL]
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE = SECURE_SSL_REDIRECT = OVER_TLS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=31_536_000) if OVER_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = OVER_TLS
X_FRAME_OPTIONS = "DENY"

# Languages and times
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("es", _("Spanish")), ("pt", _("Portuguese"))]
COUNTRIES_OVERRIDE = {"TT": _("Trinidad and Tobago")}  # misspelt in the Spanish of django-countries
LOCALE_PATHS = [BASE_DIR / "twinning" / "locale"]
MODELTRANSLATION_DEFAULT_LANGUAGE = "en"
MODELTRANSLATION_FALLBACK_LANGUAGES = ("en",)
FORMAT_MODULE_PATH = ["twinning.formats"]
USE_TZ = True
TIME_ZONE = "UTC"

# Files. Media have no public address: views check who may have them.
STATIC_URL = "static/"
STATIC_ROOT = Path(env("STATIC_ROOT", default=str(BASE_DIR / "staticfiles")))
STATICFILES_DIRS = [folder for folder in [BASE_DIR / "static"] if folder.exists()]
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = DEBUG
# Whoever goes from page to page does not ask for each style again; whoever edits one hardly waits for it.
WHITENOISE_MAX_AGE = 10 if DEBUG else 60
MEDIA_ROOT = VAR / "media"
MEDIA_STORAGE = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {}}
if env("S3_BUCKET", default=""):
    MEDIA_STORAGE = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": env("S3_BUCKET"),
            "endpoint_url": env("S3_ENDPOINT_URL", default=None),
            "region_name": env("S3_REGION", default=None),
            "access_key": env("S3_ACCESS_KEY", default=None),
            "secret_key": env("S3_SECRET_KEY", default=None),
            "default_acl": None,
            "file_overwrite": False,
        },
    }
# Checks uploaded files for viruses: called with a path, 0 is clean, 1 is refused. None: nothing is checked.
SCAN_COMMAND = env("SCAN_COMMAND", default="")
STORAGES = {
    "default": MEDIA_STORAGE,
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "twinning.core.staticfiles.HashedFiles"
    },
}

# E-mail: a debugging run sends to the catcher that `manage.py mailbox` runs.
MAILBOX_HOST = "127.0.0.1"
MAILBOX_PORT = env.int("MAILBOX_PORT", default=1025)
EMAIL = (
    env.email_url("EMAIL_URL", default=f"smtp://{MAILBOX_HOST}:{MAILBOX_PORT}")
    if DEBUG
    else env.email_url("EMAIL_URL")
)
EMAIL_BACKEND = EMAIL["EMAIL_BACKEND"]
EMAIL_HOST = EMAIL["EMAIL_HOST"]
EMAIL_PORT = EMAIL["EMAIL_PORT"] or 25
EMAIL_HOST_USER = EMAIL["EMAIL_HOST_USER"] or ""
EMAIL_HOST_PASSWORD = EMAIL["EMAIL_HOST_PASSWORD"] or ""
EMAIL_USE_TLS = EMAIL.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = EMAIL.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env("EMAIL_FROM", default=f"Twinning <no-reply@{SITE_HOST}>")

# Background: rows are the truth and a message is a hint, so a message lost or doubled changes nothing.
CELERY_TIMEZONE = TIME_ZONE
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SOFT_TIME_LIMIT = 540
CELERY_TASK_TIME_LIMIT = 600
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1 if REDIS_URL else 4
if REDIS_URL:
    CELERY_BROKER_URL = REDIS_URL
    # What a lost worker had taken comes back after the visibility timeout, which must exceed the
    # longest task; without the two others it takes minutes more.
    CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, object] = {
        "visibility_timeout": 900,
        "unacked_restore_interval": 5,
        "unacked_restore_throttle": 1,
        "socket_timeout": 30,
        "socket_keepalive": True,
    }
else:
    QUEUE = VAR / "queue"
    (QUEUE / "control").mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_URL = "filesystem://localhost//"
    CELERY_BROKER_TRANSPORT = "twinning.core.broker:Transport"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(QUEUE),
        "data_folder_out": str(QUEUE),
        "control_folder": str(QUEUE / "control"),
        "polling_interval": 0.1,
    }

# The clock. What a stopped worker left unread is not worth reading once the next tick came.
CELERY_BEAT_SCHEDULER = "twinning.core.clock:Clock"
CELERY_BEAT_SCHEDULE = {
    task: {"task": task, "schedule": seconds, "options": {"expires": seconds}}
    for task, seconds in {
        "twinning.core.tasks.beat_heart": 30,
        "twinning.accounts.tasks.requeue_letters": 60,
        "events.tasks.send_due_reminders": 30,
        "hubs.tasks.requeue_papers": 60,
        "hubs.tasks.renew_drills": 60,
        "hubs.tasks.ask_pulses": 60,
        "hubs.tasks.clear_expired_expressions": 60,
        "portfolios.tasks.requeue_editions": 60,
        "hubs.tasks.restore_expressions": 30,
        "hubs.tasks.send_draft_reminders": 60,
        "hubs.tasks.watch_pairing_limits": 60,
        "hubs.tasks.requeue_submissions": 60,
        "hubs.tasks.rescan_attachments": 60,
    }.items()
}

LOGGING = logging_as("plain" if DEBUG else "json", level=env("LOG_LEVEL", default="INFO"))
