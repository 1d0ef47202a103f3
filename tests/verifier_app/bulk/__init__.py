"""Batches of certificates."""
