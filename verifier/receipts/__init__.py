"""Receipts of checks, signed by this verifier: what they say, by which key, as PDF."""
