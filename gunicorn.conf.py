"""How gunicorn serves AIQ, in production and under `manage.py up`."""

import os

bind = "0.0.0.0:8000"
# Threads: a request mostly waits for the database. Each thread holds one connection of
# DATABASE_POOL at most, so keep WEB_THREADS no larger than that.
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = int(os.environ.get("WEB_THREADS", "8"))
# Longer than the slowest page, shorter than a reader's patience.
timeout = 30
graceful_timeout = 10
# A worker's sign of life is a file; on a container's disk writing it can block.
MEMORY = "/dev/shm"  # noqa: S108  # gunicorn makes a private file in it
worker_tmp_dir = MEMORY if os.path.isdir(MEMORY) else None
# Fresh processes now and then: a slow leak stays small.
max_requests = 10_000
max_requests_jitter = 1_000
accesslog = "-"
