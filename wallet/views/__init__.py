"""The wallet's pages: each view parses, calls one service, and renders or redirects."""
