import pytest
from django.core.cache import caches

from delivery.mail_server import a_mail_server
from gleanings.delivery.sending.channel import SMTP


@pytest.fixture(autouse=True)
def _nobody_asked_before():
    caches["guesses"].clear()


@pytest.fixture
def mail_server(request, settings):
    """Takes everything; a test changes its answers. It knows a parameter’s extensions, or all."""
    with a_mail_server(**getattr(request, "param", {})) as server:
        settings.EMAIL_BACKEND = SMTP
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_TIMEOUT = 10
        settings.EMAIL_PER_MINUTE = 0
        settings.DEFAULT_FROM_EMAIL = "digest@example.net"
        yield server
