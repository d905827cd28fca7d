"""The background worker that `serve` starts; not a command of its own."""

import asyncio
import os
import signal

from config import processes


def main() -> None:
    """Work off the queue until the parent ends or asks to stop."""
    # Its parent gone, the database is going too: there is nothing to wait for, nothing to lose.
    processes.die_with_parent(signal.SIGKILL)
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.production"
    import django

    django.setup()
    from procrastinate.contrib.django import app

    worker_app = app.with_connector(app.connector.get_worker_connector())  # type: ignore[attr-defined]
    asyncio.run(_work(worker_app))


async def _work(app: object) -> None:
    async with app.open_async():  # type: ignore[attr-defined]
        await app.run_worker_async(  # type: ignore[attr-defined]
            listen_notify=False,
            fetch_job_polling_interval=2.0,
            concurrency=2,
            delete_jobs="successful",
        )
