"""Processes that are kept: begun together, begun again when one ends, and ended together."""

import logging
import os
import signal
import threading
import time
from collections.abc import Callable, Mapping
from typing import NoReturn

logger = logging.getLogger(__name__)

WATCHED = {signal.SIGTERM, signal.SIGINT, signal.SIGCHLD}
PATIENCE = 20.0
"""Seconds in which a process may finish what it is at; systemd waits for 30."""
PAUSE = 1.0
"""Seconds before one that ended is begun again, lest a fault at its start keeps a core busy."""


def keep(tasks: Mapping[str, Callable[[], None]]) -> None:
    """Run each task in a process of its own until this one is told to end (SIGTERM, Ctrl-C).

    The processes share what is loaded here. A task is told to end by SIGTERM, also when this
    process is killed.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, WATCHED)
    # closed by the system when this process ends, however it does
    end_of_children, held = os.pipe()
    running: dict[int, str] = {}
    try:
        for name, task in tasks.items():
            running[_begin(task, end_of_children, held)] = name
        while signal.sigwait(WATCHED) == signal.SIGCHLD:
            for name, how in _ended(running):
                logger.error("The process “%s” ended (%s); another takes its place", name, how)
                time.sleep(PAUSE)
                running[_begin(tasks[name], end_of_children, held)] = name
    finally:
        _end(running)
        os.close(held)
        os.close(end_of_children)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def told_to_end() -> threading.Event:
    """For a task: set when it is to end."""
    told = threading.Event()
    signal.signal(signal.SIGTERM, lambda *args: told.set())
    return told


def _begin(task: Callable[[], None], end_of_children: int, held: int) -> int:
    pid = os.fork()
    if not pid:
        os.close(held)
        _run(task, end_of_children)
    return pid


def _run(task: Callable[[], None], end_of_parent: int) -> NoReturn:
    """In the child."""
    code = 1
    try:
        # Ctrl-C in a terminal reaches all of them; the parent tells the others
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, WATCHED)
        threading.Thread(target=_end_with, args=[end_of_parent], daemon=True).start()
        task()
        code = 0
    except SystemExit:
        code = 0
    except BaseException:
        logger.exception("A process failed")
    finally:
        os._exit(code)  # what stands further up belongs to the parent


def _end_with(parent: int) -> None:
    os.read(parent, 1)
    os.kill(os.getpid(), signal.SIGTERM)


def _ended(running: dict[int, str]) -> list[tuple[str, str]]:
    """Names of those that ended, and how; they are taken out."""
    found = []
    for pid in list(running):
        waited, status = os.waitpid(pid, os.WNOHANG)
        if waited:
            code = os.waitstatus_to_exitcode(status)
            found.append((running.pop(pid), f"signal {-code}" if code < 0 else f"status {code}"))
    return found


def _end(running: dict[int, str]) -> None:
    for pid in running:
        os.kill(pid, signal.SIGTERM)
    ends = time.monotonic() + PATIENCE
    while running and (left := ends - time.monotonic()) > 0:
        signal.sigtimedwait({signal.SIGCHLD}, min(left, 1.0))
        _ended(running)
    for pid in running:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
