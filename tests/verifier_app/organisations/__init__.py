"""Organisations with an account: signing in, asking, and what is sent to them."""
