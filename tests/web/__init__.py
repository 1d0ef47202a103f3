"""The shell, shown by a small actor of its own: `tests.web.sample`."""
