"""How long the parts of the job machinery wait for one another."""

from datetime import timedelta

# A worker that has not reported for this long has lost its job to the next one.
LEASE = timedelta(seconds=60)
# A job that still waits after this long may have lost its message.
RESEND_AFTER = timedelta(seconds=30)
# How often lost jobs are looked for: what a reader may wait on top of the lease.
SWEEP_EVERY = timedelta(seconds=20)
# Several sweeps missed: no worker, or nobody sends it the sweeps.
SILENT_AFTER = 4 * SWEEP_EVERY

SECONDS_BETWEEN_REPORTS = 0.5
MOST_ATTEMPTS = 3
