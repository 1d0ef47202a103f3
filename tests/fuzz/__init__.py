"""Whatever anybody sends to any entry point: a domain error, a finding or a 4xx, in bounded time.

`make test` runs a small part that is the same every time; `make fuzz FUZZ_MINUTES=10` searches for as long as
it is told to, from valid documents of every kind.
"""
