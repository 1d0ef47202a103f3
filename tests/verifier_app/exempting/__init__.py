"""Exemptions at a school."""
