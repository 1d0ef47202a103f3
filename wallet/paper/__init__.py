"""Certificates on paper: what a sheet says (`sheet`), and the PDF that carries the signed file (`making`)."""
