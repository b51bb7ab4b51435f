"""A build in a process of its own that says what is done, so that it can be killed."""

import sys
import time
from pathlib import Path

from fake_stages import run

from kg.pipeline import Step


def tell(step: Step) -> None:
    """Say what is kept, and take a moment so that kills fall between."""
    sys.stdout.write(f"{step.stage} {step.done}\n")
    sys.stdout.flush()
    time.sleep(0.004)


if __name__ == "__main__":
    documents = [f"d{n:02}|Group{n % 7} fights Group{n % 5}\nA{n} holds B{n}" for n in range(60)]
    run(tell, batch_size=3).build(documents, Path(sys.argv[1]))
