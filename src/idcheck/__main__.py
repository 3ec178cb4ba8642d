"""`python -m idcheck` is `idcheck`."""

from idcheck.cli import main

main()
