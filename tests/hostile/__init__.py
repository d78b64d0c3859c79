"""Hostile and broken files, each through the real command line."""
