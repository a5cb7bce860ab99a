"""What the processes of the monitor write down about themselves."""

import logging


def set_up_logging() -> None:
    """Log what the monitor does, and of the libraries only what goes wrong."""
    logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("monitor").setLevel(logging.INFO)
