"""Alembic's entry into the wallet's migrations."""

from wallet.models import Base
from web.migrations import run_env

run_env(Base.metadata)
