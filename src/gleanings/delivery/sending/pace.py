"""How fast a worker sends: slowly by itself, and slower where the server asks for it."""

import time
from collections.abc import Callable

SLOWEST = 60.0
"""Seconds between two messages, at most."""
FASTER = 0.95
"""Each message that is taken brings the old pace a little nearer."""


IN_A_ROW = 3
"""So many “later” one after the other are about us; fewer, about an address, as greylisting is."""


class Pace:
    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.usual = 60 / per_minute if per_minute else 0.0
        self.interval = self.usual
        self.put_off_in_a_row = 0
        self.clock = clock
        self.next = clock()

    def seconds_to_wait(self) -> float:
        return max(0.0, self.next - self.clock())

    def begin(self) -> None:
        """A message goes out now."""
        self.next = self.clock() + self.interval

    def taken(self) -> None:
        self.put_off_in_a_row = 0
        self.interval = max(self.usual, self.interval * FASTER)
        if self.interval < 0.01:
            self.interval = self.usual

    def put_off(self) -> None:
        """The server said “later”, to one address."""
        self.put_off_in_a_row += 1
        if self.put_off_in_a_row >= IN_A_ROW:
            self.slow_down()

    def slow_down(self) -> None:
        """Half as fast from here on."""
        self.interval = min(SLOWEST, max(2 * self.interval, 1.0))
        self.next = self.clock() + self.interval
