"""Figures of this product, each taken beside something else in the same run. See README.md."""
