"""`python -m vakbewijs` is the command `vakbewijs`."""

from vakbewijs.cli import main

main()
