"""The one settings file. It runs with nothing set: SQLite, no Redis, demo people.

Every variable it reads is listed, with its meaning, in `.env.example`. Production
(`AIQ_ENV=production`) refuses to start on an unsafe value: see `aiq_site/checks.py`.
"""

import os
import sys
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parent.parent
env = environ.Env()

ENVIRONMENT = env.str("AIQ_ENV", default="") or "development"
if ENVIRONMENT not in ("development", "production"):
    # Misspelt, it would open the demo's doors without a word.
    raise ImproperlyConfigured(
        f"AIQ_ENV is “{ENVIRONMENT}”: say production, or nothing."
    )
PRODUCTION = ENVIRONMENT == "production"
TESTING = "pytest" in sys.modules
# Off even in development: Django's error pages show secrets to whoever sees them.
DEBUG = env.bool("DEBUG", default=False)
# What the running site writes: database, queue, mail. Never under version control.
# Tests get a folder of their own, so that they leave a developer's site alone.
VAR = Path(env.str("AIQ_VAR", default=str(ROOT / ("var/tests" if TESTING else "var"))))
VAR.mkdir(parents=True, exist_ok=True)

DEVELOPMENT_KEY = "development-only-key-that-production-refuses-to-start-with"
SECRET_KEY = env.str("SECRET_KEY", default=DEVELOPMENT_KEY)
# Keys the hashes of addresses in imported comments. Changing it costs their authors the
# way to claim them, until the same files are imported once more.
COMMENT_AUTHOR_SALT = env.str("COMMENT_AUTHOR_SALT", default="") or (
    f"comment-authors:{SECRET_KEY}"
)
ALLOWED_HOSTS = env.list(
    "ALLOWED_HOSTS", default=[] if PRODUCTION else ["localhost", "127.0.0.1", "[::1]"]
)
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
# Absolute links in feeds, mails and exports start with this.
SITE_URL = env.str("SITE_URL", default="http://localhost:8000").rstrip("/")
# Part of every ETag, so that a new template or stylesheet reaches those who have the
# page: the newest file among them.
RELEASE = max(
    int(path.stat().st_mtime)
    for folder in ("templates", "static")
    for path in (ROOT / folder).rglob("*")
)
# Demo people and their one-click sign-in exist only where this is true.
DEMO = env.bool("AIQ_DEMO", default=not PRODUCTION and not TESTING)

INSTALLED_APPS = [
    "aiq_site",
    "apps.news",
    "apps.digest",
    "apps.moderation",
    "apps.comments",
    "apps.answers",
    "apps.questions",
    "apps.following",
    "apps.drafts",
    "apps.accounts",
    "apps.jobs",
    "apps.decisions",
    "apps.search",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "taggit",
    "django_htmx",
]

MIDDLEWARE = [
    "aiq_site.middleware.refuse_odd_methods",
    "aiq_site.middleware.answer_probes",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "aiq_site.middleware.keep_from_caches",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "aiq_site.middleware.refuse_nul",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "aiq_site.urls"
WSGI_APPLICATION = "aiq_site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "aiq_site.context.site",
            ],
            # apps/lib is no Django app: it has no models.
            "libraries": {"markup": "apps.lib.templatetags.markup"},
        },
    },
]

# --- Data ---------------------------------------------------------------------------

DATABASES: dict[str, dict[str, Any]] = {
    "default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR / 'aiq.sqlite3'}")
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Deferred transactions that read, then write, fail with "database is locked"
    # under parallel votes; IMMEDIATE with WAL does not.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;"
        ),
    }
    # Tests that race need what production has: a file, and locks that wait. Its name is
    # the process's own, so that two runs of the suite leave each other alone.
    DATABASES["default"]["TEST"] = {"NAME": VAR / f"test-{os.getpid()}.sqlite3"}
else:
    # A pool and persistent connections exclude each other.
    DATABASES["default"]["CONN_MAX_AGE"] = 0
    DATABASES["default"]["OPTIONS"] = {
        "pool": {
            "min_size": 1,
            "max_size": env.int("DATABASE_POOL", default=8),
            # While the database is away a page says so now, not after half a minute.
            "timeout": 3,
        }
    }

REDIS_URL = env.str("REDIS_URL", default="")
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "aiq_site.cache.ForgivingRedisCache",
        "LOCATION": REDIS_URL,
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1},
    }
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}

# --- People -------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
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
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "aiq_site.adapter.SiteAdapter"
ACCOUNT_FORMS = {
    "login": "apps.accounts.forms.SignInForm",
    "signup": "apps.accounts.forms.SignUpForm",
}
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
# allauth's one mail in three minutes would refuse whoever asks for it again.
ACCOUNT_RATE_LIMITS = {"confirm_email": "3/10m/key"}
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
# Our mails say in their own words that they come from here.
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_USERNAME_MIN_LENGTH = 3
ACCOUNT_SIGNUP_FORM_HONEYPOT_FIELD = "website"
# Behind a proxy every reader would otherwise share one address and one rate limit.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)

EMAIL_CONFIG = env.email_url("EMAIL_URL", default=f"filemail:///{VAR / 'mail'}")
EMAIL_BACKEND = EMAIL_CONFIG["EMAIL_BACKEND"]
EMAIL_FILE_PATH = str(VAR / "mail")
EMAIL_HOST = EMAIL_CONFIG.get("EMAIL_HOST") or "localhost"
EMAIL_PORT = EMAIL_CONFIG.get("EMAIL_PORT") or 25
EMAIL_HOST_USER = EMAIL_CONFIG.get("EMAIL_HOST_USER") or ""
EMAIL_HOST_PASSWORD = EMAIL_CONFIG.get("EMAIL_HOST_PASSWORD") or ""
EMAIL_USE_TLS = bool(EMAIL_CONFIG.get("EMAIL_USE_TLS"))
EMAIL_USE_SSL = bool(EMAIL_CONFIG.get("EMAIL_USE_SSL"))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="AIQ <aiq@localhost>")

TAGGIT_CASE_INSENSITIVE = True
# How much one person may post in ten minutes: see apps/answers/actions/limits.py.
POSTING_LIMITS = env.bool("POSTING_LIMITS", default=not TESTING)

# --- Jobs: what does not depend on the environment is in aiq_site/celery.py --------------

CELERY_BROKER_URL = env.str(
    "CELERY_BROKER_URL", default=REDIS_URL or "fsatomic://localhost"
)
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, object]
if CELERY_BROKER_URL.startswith("fsatomic"):
    QUEUE = VAR / "queue"
    for folder in ("messages", "taken", "bindings"):
        (QUEUE / folder).mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        # Both directions are one folder: what is put in is what is taken out.
        "data_folder_in": str(QUEUE / "messages"),
        "data_folder_out": str(QUEUE / "messages"),
        "processed_folder": str(QUEUE / "taken"),
        "control_folder": str(QUEUE / "bindings"),
        # A fifth of a second between looks: a reader does not feel it, nor a laptop.
        "polling_interval": 0.2,
    }
    # Each worker ever started would leave the files of its own control queue behind.
    CELERY_WORKER_ENABLE_REMOTE_CONTROL = False
else:
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        # With Redis down a request fails to wake a worker in a moment instead of 6 s;
        # the job row stays and the next sweep sends it again.
        "max_retries": 0,
        "socket_connect_timeout": 1,
        # A Redis that hangs must not hang the site.
        "socket_timeout": 5,
        # A killed worker's message returns after this long. It may be shorter than a
        # job: the second copy finds the job claimed and does nothing.
        "visibility_timeout": 60,
        # kombu looks for such messages every 10 s times this; its 10 means 100 s.
        "unacked_restore_throttle": 1,
    }

# --- What the browser may do ------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
# Only a trial of the production shape on localhost does without HTTPS.
HTTPS = PRODUCTION and SITE_URL.startswith("https://")
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "aiq_site.errors.csrf_failure"
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=HTTPS)
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000 * HTTPS)
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if env.int("TRUSTED_PROXY_COUNT", default=0):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Two times the largest text a form takes (a 1 MB essay), so that our own sentence
# about the limit is what its author reads.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000

# --- Language, time, static files -------------------------------------------------------

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_TZ = True
# One language: looking for translations of numbers and words costs a tenth of a page.
USE_I18N = False
STATIC_URL = "static/"
STATIC_ROOT = ROOT / "staticfiles"
STATICFILES_DIRS = [ROOT / "static"]
# Outside production there is no collectstatic: whitenoise looks where the files are,
# at each request, so that an edited style sheet shows without a restart.
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = not PRODUCTION
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "whitenoise.storage.CompressedManifestStaticFilesStorage"
            if PRODUCTION
            else "django.contrib.staticfiles.storage.StaticFilesStorage"
        )
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
}
