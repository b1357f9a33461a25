"""``python -m facadelint``, the same as the command ``facadelint``."""

from __future__ import annotations

from facadelint.cli.main import main

if __name__ == "__main__":
    main()
