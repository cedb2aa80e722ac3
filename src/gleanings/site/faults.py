"""What is wrong with the database or the disk, and what to do, in a sentence for the operator."""

import errno

from django.db import DatabaseError, connection

MENDS = {
    "malformed": "The database file is damaged. Bring a backup back: gleanings "
    "restore FILE --replace",
    "not a database": "The database file is no SQLite database. Bring a backup back: gleanings "
    "restore FILE --replace",
    "readonly": "The database file or its folder cannot be written to. Both have to belong to the "
    "user that the site runs as.",
    "unable to open": "The database file cannot be opened. It and its folder have to belong to the "
    "user that the site runs as.",
    "disk is full": "The disk is full. Make room, and start again; nothing was changed.",
    "disk i/o": "The disk cannot be read or written. Is it full, or failing?",
    "locked": "Another process writes to the database for long. Try again when it is done.",
    "fatal:": "The database server answers but does not let the site in. Do the database and "
    "the user of GLEANINGS_DATABASE_URL exist, with that password?",
    "no such": "It is new, or was made by an older version. Run: gleanings migrate",
    "does not exist": "It is new, or was made by an older version. Run: gleanings migrate",
    "connection": "The database server cannot be reached with GLEANINGS_DATABASE_URL as it is.",
}
"""What the database's own message has in it, and what that means here."""


def of_the_database(error: Exception) -> str:
    text = " ".join(str(error).split())
    if isinstance(error, OSError):
        if error.errno == errno.ENOSPC:
            return f"{MENDS['disk is full']} ({text})"
        where = f" of {error.filename}" if error.filename else ""
        return f"A file cannot be read or written{where}: {error.strerror or text}."
    mend = next((mend for sign, mend in MENDS.items() if sign in text.lower()), "")
    return f"the database does not answer as it should ({text}). {mend}".strip()


def refuse_damage() -> None:
    """Raise DatabaseError if SQLite finds its file damaged, before anybody writes to it."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        (found,) = cursor.execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok":
        raise DatabaseError(f"malformed: {found}")


def is_unreadable() -> bool:
    """Whether SQLite's schema is damaged so that what it says of it is no text either."""
    connection.close()
    try:
        connection.ensure_connection()
    except UnicodeDecodeError:
        return True
    except DatabaseError:
        return False
    return False
