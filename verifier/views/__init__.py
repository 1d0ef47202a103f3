"""The verifier's pages and its API: receive, one service call, show."""
