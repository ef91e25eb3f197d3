"""From YAML to the model."""

from rackplan.reading.sites import read_site

__all__ = ["read_site"]
