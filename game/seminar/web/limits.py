"""How much one client may ask for.  Addresses are only ever held as a keyed digest, in memory."""

from __future__ import annotations

import hashlib
import secrets
from collections import OrderedDict
from collections.abc import Callable

from msgspec import Struct

#: New phones from one address: so many at once, then one in so many seconds.
JOINS, JOIN_EVERY = 8, 10.0
#: Requests from one address: so many at once, then so many a second; a class may come through one router.
REQUESTS, REQUESTS_A_SECOND = 400, 60.0
#: Connections from one address: so many at once, then so many a second; what comes beyond is cut before it is read.
CONNECTIONS, CONNECTIONS_A_SECOND = 600, 100.0
#: Answers from one phone.
ANSWERS, ANSWERS_A_SECOND = 12, 2.0
#: A room takes in no more phones than this.
SEATS = 1_200
#: Clients that are remembered; the longest unheard is forgotten first.
REMEMBERED = 4_096


class Bucket(Struct):
    """What is left of an allowance, and since when it grows again."""

    left: float
    since: float


class Allowance:
    """So much at once, growing back by so much a second, for each client."""

    def __init__(self, most: float, a_second: float, clock: Callable[[], float]) -> None:
        self.most = most
        self.a_second = a_second
        self._clock = clock
        self._buckets: OrderedDict[bytes, Bucket] = OrderedDict()

    def take(self, client: bytes) -> bool:
        """Whether the client may go on; it has used one up then."""
        now = self._clock()
        bucket = self._buckets.get(client)
        if bucket is None:
            bucket = self._buckets[client] = Bucket(self.most, now)
            if len(self._buckets) > REMEMBERED:
                self._buckets.popitem(last=False)
        self._buckets.move_to_end(client)
        bucket.left = min(self.most, bucket.left + (now - bucket.since) * self.a_second)
        bucket.since = now
        if bucket.left < 1:
            return False
        bucket.left -= 1
        return True


class Limits:
    """The allowances of a room.  ``lifted`` says that many phones share one address, as whoever leads has seen."""

    def __init__(self, clock: Callable[[], float], *, lifted: bool = False) -> None:
        self.lifted = lifted
        self.held_back = 0
        self._key = secrets.token_bytes(16)
        self._joins = Allowance(JOINS, 1 / JOIN_EVERY, clock)
        self._requests = Allowance(REQUESTS, REQUESTS_A_SECOND, clock)
        self._connections = Allowance(CONNECTIONS, CONNECTIONS_A_SECOND, clock)
        self._answers = Allowance(ANSWERS, ANSWERS_A_SECOND, clock)

    def connection(self, host: str) -> bool:
        """Whether an address may open one more connection."""
        return self.lifted or self._connections.take(self._digest(host))

    def request(self, host: str) -> bool:
        """Whether an address may ask for anything now."""
        return self.lifted or self._requests.take(self._digest(host))

    def join(self, host: str, joined: int) -> bool:
        """Whether one more phone may come in from an address."""
        if joined >= SEATS:
            return False
        if self.lifted or self._joins.take(self._digest(host)):
            return True
        self.held_back += 1
        return False

    def answer(self, token: str) -> bool:
        """Whether a phone may answer now."""
        return self._answers.take(token.encode())

    def _digest(self, text: str) -> bytes:
        return hashlib.blake2b(text.encode(), key=self._key, digest_size=8).digest()
