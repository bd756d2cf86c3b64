"""One batch of requests over four kept-alive connections, and what it cost."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection

from bench.pages import Page
from bench.servers import Server

# As many as the server has threads: none of them waits for work.
CONNECTIONS = 4


class WrongAnswer(Exception):
    """A page answered with another status: what would be measured is not the page."""


@dataclass(frozen=True)
class Batch:
    """`cpu` and `seconds` are of the whole batch; `size` is one body in bytes."""

    requests: int
    seconds: float
    cpu: float
    size: int

    @property
    def cpu_each(self) -> float:
        return self.cpu / self.requests

    @property
    def rate(self) -> float:
        return self.requests / self.seconds


def run(server: Server, page: Page, *, seconds: float) -> Batch:
    """Ask for the page for about so long; CPU is the server's, not the client's."""
    share = max(1, page.most // CONNECTIONS)
    cpu, started = server.cpu_seconds(), time.perf_counter()
    deadline = time.monotonic() + seconds
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        visits = [
            pool.submit(_visit, server.port, page, share, deadline)
            for _ in range(CONNECTIONS)
        ]
    elapsed = time.perf_counter() - started
    counts, sizes = zip(*(visit.result() for visit in visits), strict=True)
    return Batch(sum(counts), elapsed, server.cpu_seconds() - cpu, max(sizes))


def _visit(port: int, page: Page, share: int, deadline: float) -> tuple[int, int]:
    """Requests made, and the bytes of the last body."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    done = size = 0
    while done < share and (time.monotonic() < deadline or not done):
        size = _ask(connection, page)
        done += 1
    connection.close()
    return done, size


def _ask(connection: HTTPConnection, page: Page) -> int:
    call = page.next_call()
    connection.request(call.method, call.path, call.body, dict(call.headers))
    response = connection.getresponse()
    body = response.read()
    if response.status != page.status:
        raise WrongAnswer(
            f"{page.name}: {call.method} {call.path} answered {response.status} "
            f"instead of {page.status}."
        )
    return len(body)
