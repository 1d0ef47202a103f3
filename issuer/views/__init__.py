"""The issuer's pages and addresses."""
