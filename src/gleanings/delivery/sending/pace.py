"""How fast a worker sends: slowly by itself, and slower where the server asks for it."""

import time
from collections.abc import Callable

SLOWEST = 60.0
"""Seconds between two messages, at most."""
FASTER = 0.95
"""Each message that is taken brings the old pace a little nearer."""


class Pace:
    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.usual = 60 / per_minute if per_minute else 0.0
        self.interval = self.usual
        self.clock = clock
        self.next = clock()

    def seconds_to_wait(self) -> float:
        return max(0.0, self.next - self.clock())

    def begin(self) -> None:
        """A message goes out now."""
        self.next = self.clock() + self.interval

    def taken(self) -> None:
        self.interval = max(self.usual, self.interval * FASTER)
        if self.interval < 0.01:
            self.interval = self.usual

    def put_off(self) -> None:
        """The server said “later”: half as fast from here on."""
        self.interval = min(SLOWEST, max(2 * self.interval, 1.0))
        self.next = self.clock() + self.interval
