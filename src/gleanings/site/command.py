"""The ``gleanings`` command."""

import gc
import os
import sys


def load() -> None:
    """Load all that is installed; none of it is garbage, and looking for some takes a fifth of the
    time."""
    import django

    gc.disable()
    django.setup()
    gc.freeze()
    gc.enable()


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gleanings.site.settings")
    # requests share the cores already; matrices of a few hundred rows that share them once more
    # take thirty times as long on a busy machine
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import call_command, execute_from_command_line
    from django.db import DatabaseError

    from gleanings.site.faults import is_unreadable, of_the_database

    try:
        load()
        if sys.argv[1:] in (["version"], ["--version"]):  # Django would say its own
            call_command("version")
        else:
            execute_from_command_line(["gleanings", *sys.argv[1:]])
    except BrokenPipeError:
        # whoever read our output has read enough; nothing is left to say, nor anyone to say it to
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except ImproperlyConfigured as error:
        if sys.argv[1:2] == ["doctor"]:
            _say_all_that_is_wrong_in_settings()
        sys.exit(f"gleanings: {error}")
    except (DatabaseError, OSError) as error:
        sys.exit(f"gleanings: {of_the_database(error)}")
    except UnicodeDecodeError as error:
        if not is_unreadable():
            raise
        sys.exit(f"gleanings: {of_the_database(DatabaseError(f'malformed: {error}'))}")


def _say_all_that_is_wrong_in_settings() -> None:
    """As ``gleanings doctor`` would, which cannot begin without settings."""
    from gleanings.site.doctor.account import as_json, as_text
    from gleanings.site.doctor.wrong_settings import wrong_settings

    found = list(wrong_settings())
    if found:
        sys.stdout.write((as_json if "--json" in sys.argv else as_text)(found) + "\n")
        sys.exit(1)
