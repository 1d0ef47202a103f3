"""Alembic's way in; `web.migrations` does the work."""

from verifier.models import Base
from web.migrations import run_env

run_env(Base.metadata)
