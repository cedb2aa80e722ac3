"""The site's own settings, with a data folder that is nobody's, and quick passwords."""

import os
from tempfile import mkdtemp

for name in [name for name in os.environ if name.startswith("GLEANINGS_")]:
    if name != "GLEANINGS_REQUIRE_BROWSER":
        del os.environ[name]
os.environ["GLEANINGS_DATA"] = mkdtemp(prefix="gleanings-test-")

from gleanings.site.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# a page is made for each test; the page cache has tests of its own
PAGE_CACHE_SECONDS = 0
