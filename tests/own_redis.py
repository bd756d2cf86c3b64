"""A Redis database for each pytest-xdist worker, so that none empties another's."""

import os
from urllib.parse import urlsplit


def own_redis(url: str) -> str:
    """`url` with one of the databases 10 to 15; six workers can run side by side."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    return urlsplit(url)._replace(path=f"/{10 + int(worker) % 6}").geturl()
