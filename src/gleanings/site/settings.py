"""Settings, all from environment variables, with defaults that work on one's own machine.

The public address decides: with ``GLEANINGS_URL=https://…`` the site runs for the world (secure
cookies, HTTPS alone, the secret key from the environment); otherwise it runs for one's own machine.
``docs/operator.md`` lists the variables.
"""

from pathlib import Path
from typing import Any

from django.conf.locale import LANG_INFO
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from gleanings.delivery.providers import PROVIDERS
from gleanings.site import sqlite
from gleanings.site.from_environment import (
    LOG_LEVELS,
    cores,
    env,
    env_address,
    env_bucket,
    env_cache,
    env_choice,
    env_database,
    env_folder,
    env_hosts,
    env_languages,
    env_mailbox,
    env_number,
    env_time_zone,
    env_web_address,
    host_of,
)
from gleanings.site.mail_settings import mail_backend, provider_settings
from gleanings.site.secret_key import local_secret_key

DATA_DIR = env_folder("DATA", "var")

# --- where it is, and for whom -------------------------------------------------------------------
URL = env_address("URL", "http://localhost:8000")
IS_PUBLIC = URL.startswith("https:")

WAGTAILADMIN_BASE_URL = URL
ALLOWED_HOSTS = [host_of(URL), *env_hosts("ALLOWED_HOSTS")]
if not IS_PUBLIC:
    ALLOWED_HOSTS += ["localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [URL]

# how many proxies stand before the site and say whom and what they forward
PROXIES = env_number("PROXIES", 0, lowest=0, highest=9)

# of the web server; each has sixteen threads, of which one computes at a time
PROCESSES = env_number("PROCESSES", cores(), lowest=1, highest=64)

if IS_PUBLIC:
    SECRET_KEY = env("SECRET_KEY")
    if not SECRET_KEY:
        raise ImproperlyConfigured(
            "GLEANINGS_SECRET_KEY is not set. A public site needs a secret of its own, for example "
            "the output of: python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"
        )
else:
    SECRET_KEY = env("SECRET_KEY") or local_secret_key(DATA_DIR)

DEBUG = env("DEBUG") == "1" and not IS_PUBLIC

# --- rooms ---------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "gleanings.site",
    "gleanings.open_data",
    "gleanings.desk",
    "gleanings.synthesis",
    "gleanings.digest",
    "gleanings.reader",  # its search follows what the digest has done at a publication
    "gleanings.delivery",  # and so does the mail about it
    "gleanings.community",
    "gleanings.practice",
    "gleanings.page_import",
    "gleanings.literature",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "gleanings.site.apps.UsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_countries",
    "django_filters",
    "django_htmx",
    "ninja",
    "corsheaders",
    "axes",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
]

MIDDLEWARE = [
    "gleanings.site.health.HealthMiddleware",
    "gleanings.site.watching.metrics.MetricsMiddleware",
    "gleanings.site.page_files.PageFilesMiddleware",
    "gleanings.site.cdn.headers.CacheControlMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "gleanings.site.content_security.ContentSecurityMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "gleanings.open_data.middleware.OpenDataMiddleware",
    "gleanings.reader.cache.pages.PageCacheMiddleware",
    "gleanings.site.patience.PatientSessionMiddleware",
    "gleanings.site.unknown_addresses.ReadersLocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "gleanings.reader.old_addresses.OldAddressMiddleware",
    "axes.middleware.AxesMiddleware",
    "gleanings.site.uploads.UploadPassMiddleware",
    "gleanings.site.clean_input.CleanInputMiddleware",
    "gleanings.site.guessing.GuessingMiddleware",
    "gleanings.site.unknown_addresses.UnknownAddressesMiddleware",
    "gleanings.site.whole_changes.WholeChangesMiddleware",
    "gleanings.site.refusals.RefusalsMiddleware",
]

ROOT_URLCONF = "gleanings.site.urls"
WSGI_APPLICATION = "gleanings.site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["gleanings.literature.templatetags.dates"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]

# --- data ----------------------------------------------------------------------------------------
DATABASES = {"default": env_database("DATABASE_URL", f"sqlite:///{DATA_DIR / 'gleanings.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    sqlite.use_a_safe_library()
    DATABASES["default"]["OPTIONS"] = sqlite.options()
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# a publication makes kept pages old at once; this bounds what changes with the day alone
PAGE_CACHE_SECONDS = 3600

# pages and counts that several machines share; without it those of a machine share a file
CACHE_URL = env_cache("CACHE_URL")
COUNTED = ("api_rate", "guesses")

CACHES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # all processes count together
    **{
        name: {
            "BACKEND": "gleanings.site.counts.CountsCache",
            "LOCATION": str(DATA_DIR / "counts.sqlite3"),
            "KEY_PREFIX": name,
            "OPTIONS": {"MAX_ENTRIES": 40_000},
        }
        for name in COUNTED
    },
}
if CACHE_URL:
    CACHES = {
        name: {
            "BACKEND": "gleanings.site.shared_cache.SharedCache",
            "LOCATION": CACHE_URL,
            "KEY_PREFIX": f"gleanings:{name}",
        }
        for name in ("default", *COUNTED)
    }

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)  # WhiteNoise warns if it is missing, though finders serve
MEDIA_URL = "media/"
# written for the site's own processes and groups alone
FILE_UPLOAD_PERMISSIONS = 0o640
MEDIA_ROOT = DATA_DIR / "media"
WHITENOISE_USE_FINDERS = not IS_PUBLIC
# a bucket for them, where several machines serve the site
S3_BUCKET = env_bucket("S3_BUCKET")
S3_ENDPOINT = env_web_address("S3_ENDPOINT")
S3_REGION = env("S3_REGION")
S3_KEY = env("S3_KEY")
S3_SECRET = env("S3_SECRET")
STORAGES = {
    "default": {
        "BACKEND": "gleanings.site.media_on_s3.MediaOnS3"
        if S3_BUCKET
        else "django.core.files.storage.FileSystemStorage"
    },
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if IS_PUBLIC
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

# --- languages -----------------------------------------------------------------------------------
# Django knows the names of languages, and has them translated
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [
    (code, _(LANG_INFO[code]["name"]) if code in LANG_INFO else code)
    for code in env_languages("LANGUAGES", "en,fr")
]
LANGUAGE_CODE = LANGUAGES[0][0]
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {"WIDGET": "gleanings.site.rich_text_area.RichTextArea"}
}
WAGTAIL_PASSWORD_REQUIRED_TEMPLATE = "site/password_required.html"  # noqa: S105
WAGTAILDOCS_PASSWORD_REQUIRED_TEMPLATE = WAGTAIL_PASSWORD_REQUIRED_TEMPLATE
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
USE_I18N = True
WAGTAIL_I18N_ENABLED = True
# where the desk says it otherwise than Wagtail: “in review”, not “in moderation”
LOCALE_PATHS = [Path(__file__).parent / "desk_words"]
# a translation is put online by its translator, never because the original was
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
FORMAT_MODULE_PATH = "gleanings.site.formats"
TIME_ZONE = env_time_zone("TIME_ZONE", "UTC")
USE_TZ = True

# --- sign-in -------------------------------------------------------------------------------------
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{validator}"}
    for validator in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
AXES_FAILURE_LIMIT = 6
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
# who goes on trying does not make the time longer for the one whose name it is
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_CALLABLE = "gleanings.site.guessing.locked_out_by_name"
AXES_WHITELIST_CALLABLE = "gleanings.site.guessing.is_counted_by_browser"
AXES_CLIENT_IP_CALLABLE = "gleanings.site.guessing.whence"
LOGIN_URL = "wagtailadmin_login"
# where an address leads that may not be led to
LOGIN_REDIRECT_URL = "/"

# --- security ------------------------------------------------------------------------------------
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"  # Wagtail makes an exception for its preview
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = IS_PUBLIC
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = IS_PUBLIC
SECURE_HSTS_SECONDS = 31536000 if IS_PUBLIC else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IS_PUBLIC
if PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# --- the literature's sources ---------------------------------------------------------------------
# how long after one harvest the site's own clock begins the next; 0 leaves it to others
HARVEST_HOURS = env_number("HARVEST_HOURS", 24, lowest=0, highest=24 * 31)
# whom a source may write to; it asks for one
CONTACT = env("CONTACT")
# a proxy, below which each source has its name: /pubmed, /crossref, /openalex, /europepmc
SOURCES_ADDRESS = env_web_address("SOURCES_ADDRESS")

# --- open data -----------------------------------------------------------------------------------
API_RATE = env("API_RATE", "600/minute")
DATA_LICENCE = env("DATA_LICENCE")
DUMPS_HOUR = env("DUMPS_HOUR", "3")
# anybody's pages may ask, and for nothing that is not public
CORS_URLS_REGEX = r"^/api/"
CORS_ALLOW_ALL_ORIGINS = True
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS"]
CORS_ALLOW_HEADERS = ["accept", "if-none-match"]
CORS_EXPOSE_HEADERS = ["ETag", "Link", "RateLimit", "RateLimit-Policy", "Retry-After"]

# --- mail ----------------------------------------------------------------------------------------
EMAIL_HOST = env("EMAIL_HOST")
EMAIL_PORT = env_number("EMAIL_PORT", 587, lowest=1, highest=65535)
EMAIL_HOST_USER = env("EMAIL_USER")
EMAIL_HOST_PASSWORD = env("EMAIL_PASSWORD")
# seconds; whoever pressed the button waits
EMAIL_TIMEOUT = 20
# a "yes" that meant no would send the password in the clear
_tls = env_choice("EMAIL_TLS", "1", ("0", "1", "IMPLICIT"))
EMAIL_USE_TLS, EMAIL_USE_SSL = _tls == "1", _tls == "IMPLICIT"
# what one worker sends at most; 0 for no limit
EMAIL_PER_MINUTE = env_number("EMAIL_PER_MINUTE", 300, lowest=0, highest=1_000_000)
# whether it is counted how often each link of a mailing is followed, by whomever
EMAIL_COUNT_LINKS = env_choice("EMAIL_COUNT_LINKS", "0", ("0", "1")) == "1"
# who is told of mail that came back: the return path, a mailbox, or a provider by its webhook
EMAIL_BOUNCES = env("EMAIL_BOUNCES")
EMAIL_BOUNCE_MAILBOX = env_mailbox("EMAIL_BOUNCE_MAILBOX")
EMAIL_PROVIDER = env_choice("EMAIL_PROVIDER", "NONE", ("NONE", *PROVIDERS))
# mail goes by the provider's API instead of a mail server
EMAIL_API_KEY = env("EMAIL_API_KEY")
EMAIL_BACKEND = mail_backend(EMAIL_PROVIDER, EMAIL_HOST, EMAIL_API_KEY)
ANYMAIL = {
    "WEBHOOK_SECRET": env("EMAIL_WEBHOOK_SECRET"),
    "MAILGUN_WEBHOOK_SIGNING_KEY": env("EMAIL_WEBHOOK_KEY"),
    "REQUESTS_TIMEOUT": EMAIL_TIMEOUT,
    # whatever a provider does by itself, nobody's reading is recorded
    "SEND_DEFAULTS": {"track_opens": False, "track_clicks": False},
    "IGNORE_UNSUPPORTED_FEATURES": True,
    **provider_settings(EMAIL_PROVIDER, EMAIL_API_KEY, env_web_address("EMAIL_API_ADDRESS")),
}
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env("EMAIL_FROM", f"gleanings@{host_of(URL)}")

# --- Wagtail -------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Gleanings"
WAGTAIL_FINISH_WORKFLOW_ACTION = "gleanings.digest.finish_review.finish_review"
# no request to anybody else, from the admin neither
WAGTAILADMIN_USER_LOGIN_FORM = "gleanings.site.signing_in.SignInForm"
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "gleanings.site.signing_in.NewPasswordForm"  # noqa: S105
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# wherever they are kept, the site asks first who may read them
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
WAGTAILIMAGES_IMAGE_FORM_BASE = "gleanings.site.images.WholeImageForm"
# a picture is decoded whole, which takes four bytes a pixel
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "gleanings.site.search_backend"}}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
# bytes of a request: of anybody's, and of one who is signed in
LARGEST_BODY = 65_536
LARGEST_UPLOAD = 32 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024  # all fields of a form, without its files

# --- a CDN before it -----------------------------------------------------------------------------
# who is told to forget all pages after a change, and how
CDN_PURGE_URL = env_web_address("CDN_PURGE_URL")
CDN_PURGE_TOKEN = env("CDN_PURGE_TOKEN")
CDN_PURGE_HEADER = env("CDN_PURGE_HEADER", "Authorization")
CDN_PURGE_METHOD = env_choice("CDN_PURGE_METHOD", "POST", ("POST", "PUT", "DELETE", "GET", "PURGE"))
CDN_PURGE_BODY = env("CDN_PURGE_BODY", '{"purge_everything": true}')

# --- what can be seen of it -----------------------------------------------------------------------
METRICS = env_choice("METRICS", "0", ("0", "1")) == "1"
METRICS_TOKEN = env("METRICS_TOKEN")
ACCESS_LOG = env_choice("ACCESS_LOG", "0", ("0", "1")) == "1"
ACCESS_LOG_VISITORS = env_choice("ACCESS_LOG_VISITORS", "0", ("0", "1")) == "1"
# milliseconds from which on a query is logged; 0 for none
SLOW_QUERIES = env_number("SLOW_QUERIES", 0, lowest=0, highest=3_600_000)
LOG_FORMATS = {
    "TEXT": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
    "JSON": {
        "()": "pythonjsonlogger.json.JsonFormatter",
        "fmt": "{asctime}{levelname}{name}{message}",
        "style": "{",
        "rename_fields": {"asctime": "time", "levelname": "level", "name": "logger"},
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": LOG_FORMATS[env_choice("LOG_FORMAT", "TEXT", tuple(LOG_FORMATS))]},
    "filters": {"no_keys": {"()": "gleanings.site.keys_in_logs.WithoutKeys"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["no_keys"],
        }
    },
    "loggers": {"gleanings.access": {"level": "INFO"}},
    "root": {"handlers": ["console"], "level": env_choice("LOG_LEVEL", "WARNING", LOG_LEVELS)},
}
