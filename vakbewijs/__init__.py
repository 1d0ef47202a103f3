"""The entry point, the command line and the demo: the only place that imports all three actors."""
