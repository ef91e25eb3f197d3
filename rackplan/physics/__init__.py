"""Equations with units, range of validity, source and a worked example each."""
