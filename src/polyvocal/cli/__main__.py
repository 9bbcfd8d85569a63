"""`python -m polyvocal.cli`, for places where the command itself is not on the path."""

import sys

from polyvocal.cli import main

if __name__ == "__main__":
    sys.exit(main())
