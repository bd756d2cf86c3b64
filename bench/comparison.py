"""The whole measurement: load, start both servers, take turns, print."""

from collections import defaultdict

from django.db import connections

from bench import batches, community, report, servers
from bench.batches import Batch
from bench.pages import bare, pages
from bench.servers import Server

ROUNDS = 5
SECONDS = 0.8
_Measured = dict[str, list[tuple[Batch, Batch]]]


def compare() -> None:
    """About a minute and a half."""
    print("Loading two questions with 500 answers each ...", flush=True)
    loaded = community.load()
    machine = report.machine()
    connections.close_all()
    print(f"Measuring, {ROUNDS} rounds ...", flush=True)
    with servers.running(loaded.question_path) as (ours, plain):
        measured = _take_turns(ours, plain, loaded)
    print(f"\n{report.table(bare(loaded).name, measured)}\n\n{machine}")


def _take_turns(ours: Server, plain: Server, loaded: community.Community) -> _Measured:
    """Every page's batch right after one of the bare view, round after round.

    Whatever else the machine does meanwhile slows both of a pair.
    """
    plain_page = bare(loaded)
    our_pages = pages(loaded, ours.port)
    measured: _Measured = defaultdict(list)
    for number in range(ROUNDS + 1):
        for page in our_pages:
            pair = (
                batches.run(plain, plain_page, seconds=SECONDS),
                batches.run(ours, page, seconds=SECONDS),
            )
            # The first round warms both up: imports, templates, connections.
            if number:
                measured[page.name].append(pair)
    return measured
