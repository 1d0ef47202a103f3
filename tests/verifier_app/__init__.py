"""The verifier as its visitors meet it: pages, API and command line over the engine."""
