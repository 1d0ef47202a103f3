"""A fresh world for every test of the engine."""

import pytest

from tests.ecosystem import World


@pytest.fixture
def world() -> World:
    return World()
