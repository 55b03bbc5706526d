"""How the command line of this installation is called."""

import sys
from pathlib import Path

NAME = "talkpython"


def program() -> str:
    """``talkpython``, or its path from the working folder where it lies below that."""
    beside = Path(sys.executable).with_name(NAME)
    here = Path.cwd()
    return str(beside.relative_to(here)) if beside.is_relative_to(here) else NAME
