"""Settings shared by every way of running Prongsai; `local`, `production` and `test` add to them."""

from datetime import timedelta
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from config import database, env
from config.settings.bare import FONT_DIR as FONT_DIR
from prongsai.common.headers import PUBLIC_POLICY

BASE_DIR = Path(__file__).resolve().parents[2]
DATA_DIR = env.data_dir()

SECRET_KEY = env.secret_key(DATA_DIR)
DEBUG = False
ALLOWED_HOSTS = env.text_list("PRONGSAI_ALLOWED_HOSTS", default=["*"])
PRONGSAI_BASE_URL = env.base_url()
# The seal: a PKCS#12 certificate (default: DATA_DIR/keys/seal.p12), optional RFC 3161 time stamps.
SEAL_FILE = env.path("PRONGSAI_SEAL_FILE")
SEAL_PASSPHRASE_FILE = env.path("PRONGSAI_SEAL_PASSPHRASE_FILE")
TIMESTAMP_URL = env.text("PRONGSAI_TIMESTAMP_URL", default="")
# Checks of published addresses reach the open internet only, and what stands here.
FETCH_TRUSTED = env.trusted_places("PRONGSAI_FETCH_TRUSTED")
FETCH_CA_FILE = env.path("PRONGSAI_FETCH_CA_FILE")
# Whose word on the asker's address is believed, and the one header in which they give it.
TRUSTED_PROXIES = env.networks("PRONGSAI_TRUSTED_PROXIES", default=["127.0.0.0/8", "::1/128"])
PROXY_HEADER = env.one_of("PRONGSAI_PROXY_HEADER", ("x-forwarded-for", "forwarded"))
# Where LINE and Facebook are asked; only tests and proxies of one's own change it.
LINE_API_URL = env.service_url("PRONGSAI_LINE_API_URL", default="https://api.line.me")
LINE_DATA_URL = (
    "https://api-data.line.me" if LINE_API_URL == "https://api.line.me" else LINE_API_URL
)
FACEBOOK_API_URL = env.service_url(
    "PRONGSAI_FACEBOOK_API_URL", default="https://graph.facebook.com/v25.0"
)
CSRF_FAILURE_VIEW = "prongsai.website.errors.refuse_forged"
CSRF_TRUSTED_ORIGINS = [PRONGSAI_BASE_URL]

INSTALLED_APPS = [
    "prongsai.website",
    "prongsai.search",
    "prongsai.measures",
    "prongsai.assessment",
    "prongsai.disclosure",
    "prongsai.circulars",
    "prongsai.mailroom",
    "prongsai.meetings",
    "prongsai.correspondence",
    "prongsai.approvals",
    "prongsai.channels",
    "prongsai.registerkit",
    "prongsai.evidence",
    "prongsai.catalogues",
    "prongsai.organization",
    "prongsai.accounts",
    "prongsai.audit",
    "prongsai.common",
    "wagtail.users",
    "wagtail.images",
    "wagtail.documents",
    "wagtail.sites",
    "wagtail.snippets",
    "wagtail.admin",
    "modelsearch",
    "wagtail",
    "taggit",
    "modelcluster",
    "wagtail.contrib.typed_table_block",
    "django_filters",
    "procrastinate.contrib.django",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "axes",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "prongsai.website.caching.PageCacheMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "prongsai.common.headers.HeadersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "prongsai.accounts.middleware.SecondFactorMiddleware",
    "prongsai.organization.middleware.SetupMiddleware",
    "prongsai.organization.middleware.PositionMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "prongsai.common.stock_forms.WrongInputMiddleware",
    "axes.middleware.AxesMiddleware",
    "prongsai.website.errors.ErrorPageMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
            ],
        },
    },
]

DATABASES = {"default": database.settings_for(DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "prongsai.accounts.backends.GroupBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "wagtailadmin_login"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False

SESSION_ENGINE = "prongsai.accounts.sessions"
SESSION_COOKIE_AGE = int(timedelta(days=30).total_seconds())
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = PRONGSAI_BASE_URL.startswith("https://")
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE

LANGUAGE_CODE = "th"
LANGUAGES = [("th", _("Thai")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale_framework"]
TIME_ZONE = "Asia/Bangkok"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "static-root"
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("fonts/sarabun", BASE_DIR / "node_modules" / "@fontsource" / "sarabun" / "files"),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = DATA_DIR / "media"
MEDIA_URL = "/media/"
FILES_DIR = DATA_DIR / "files"
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
CONTENT_SECURITY_POLICY = {"DIRECTIVES": PUBLIC_POLICY}

EMAIL_BACKEND = "prongsai.channels.mail.OutboxBackend"
EMAIL_RELAY_URL = env.text("PRONGSAI_EMAIL_URL", default="")
DEFAULT_FROM_EMAIL = env.text("PRONGSAI_EMAIL_FROM", default="prongsai@localhost")

# Whole public pages are kept until something is written into the log.
PAGE_CACHE = env.flag("PRONGSAI_PAGE_CACHE", default=True)
KEEP_PARTS = env.flag("PRONGSAI_KEEP_PARTS", default=True)

WAGTAIL_SITE_NAME = "โปร่งใส"
WAGTAILADMIN_BASE_URL = PRONGSAI_BASE_URL
WAGTAIL_I18N_ENABLED = False
WAGTAILIMAGES_IMAGE_MODEL = "website.SiteImage"
WAGTAILDOCS_DOCUMENT_MODEL = "website.SiteDocument"
WAGTAILIMAGES_IMAGE_FORM_BASE = "prongsai.website.uploads.PictureForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "prongsai.website.uploads.DocumentForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "gif", "webp", "heic", "avif"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 25 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 60_000_000
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAIL_ALLOW_UNICODE_SLUGS = False  # see website/slugs.py
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILAPI_DOCS_ENABLED = False
WAGTAIL_AUTOSAVE_INTERVAL = 0
WAGTAIL_WORKFLOW_ENABLED = True
WAGTAILADMIN_RECENT_EDITS_LIMIT = 5
WAGTAIL_USER_TIME_ZONES = ["Asia/Bangkok"]
MODELSEARCH_BACKENDS = {"default": {"BACKEND": "prongsai.common.search_backend"}}
TASKS = {"default": {"BACKEND": "prongsai.common.search_backend.Tasks"}}

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "tasks"
SILENCED_SYSTEM_CHECKS: list[str] = []

# The example organisation's persona bar; `serve` switches it on for loopback addresses only.
PERSONA_BAR_ALLOWED = env.flag("PRONGSAI_PERSONA_BAR", default=False)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "config.logs.JsonFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": env.text("PRONGSAI_LOG_LEVEL", default="WARNING")},
}
