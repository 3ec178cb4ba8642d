"""Where works are looked up: publication lists, catalogues made of them, and registries."""

from idcheck.sources.suggesting import suggest

__all__ = ["suggest"]
