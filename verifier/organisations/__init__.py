"""Organisations with an account: who they are, who works there, which other systems speak for them."""
