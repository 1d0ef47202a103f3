"""Answering an organisation that asks for certificates."""
