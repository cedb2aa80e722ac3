"""`python -m gleanings.evidence`: pool a table, check a text, convert a number."""

import sys

from gleanings.evidence.command import main

if __name__ == "__main__":
    sys.exit(main())
