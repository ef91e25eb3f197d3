"""``python -m rackplan``."""

from rackplan.cli import main

if __name__ == "__main__":
    main()
