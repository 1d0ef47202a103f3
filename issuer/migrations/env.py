"""Runs the issuer's migrations; see `web.migrations`."""

from issuer.models import Base
from web.migrations import run_env

run_env(Base.metadata)
