"""The site's own settings, with a data folder that is nobody's, and quick passwords.

``TEST_DATABASE_URL`` chooses another database than SQLite.
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
