"""The site's own settings, with a data folder that is nobody's, and quick passwords.

Two variables choose what the tests run on: ``TEST_DATABASE_URL`` another database than SQLite, and
``TEST_PAGE_CACHE=1`` the page cache, which is off otherwise.
"""

import os
from tempfile import mkdtemp

# what a developer's own site is set to must not decide over tests, nor be touched by them
for name in [name for name in os.environ if name.startswith("GLEANINGS_")]:
    if name != "GLEANINGS_REQUIRE_BROWSER":
        del os.environ[name]
os.environ["GLEANINGS_DATA"] = mkdtemp(prefix="gleanings-test-")
os.environ["GLEANINGS_DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL", "")

# no test asks a source of the literature on the network: here nobody listens
os.environ["GLEANINGS_SOURCES_ADDRESS"] = "http://127.0.0.1:9"

from gleanings.site.settings import *  # noqa: E402, F403

# what a test starts as a process of its own has a folder and a database of its own
del os.environ["GLEANINGS_DATABASE_URL"]

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
if os.environ.get("TEST_PAGE_CACHE") != "1":
    # a page is made for each test; the page cache has tests of its own
    PAGE_CACHE_SECONDS = 0
