"""The ``gleanings`` command."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gleanings.site.settings")
    # requests share the cores already; matrices of a few hundred rows that share them once more
    # take thirty times as long on a busy machine
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db import OperationalError

    try:
        execute_from_command_line(["gleanings", *sys.argv[1:]])
    except BrokenPipeError:
        # whoever read our output has read enough; nothing is left to say, nor anyone to say it to
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except ImproperlyConfigured as error:
        sys.exit(f"gleanings: {error}")
    except OperationalError as error:
        sys.exit(
            f"gleanings: the database does not answer as it should ({error}). "
            "If it is new or was made by an older version, run: gleanings migrate"
        )
