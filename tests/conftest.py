"""Settings of all tests: a machine that does something else beside them is slow and not wrong."""

from hypothesis import settings

settings.register_profile("sayso", deadline=None)
settings.load_profile("sayso")
