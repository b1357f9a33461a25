"""The ``facadelint`` command, and ``python -m facadelint``: a process that is ours alone, and soon over."""

from __future__ import annotations

import gc
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line of this process, and end it."""
    gc.disable()  # a command ends before its garbage would be worth a search through all syntax trees

    from facadelint.cli.main import run
    from facadelint.cli.output import end

    end(run())


if __name__ == "__main__":
    main()
