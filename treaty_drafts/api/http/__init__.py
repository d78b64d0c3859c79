"""What every answer over HTTP has in common: problems, conditions, cursors, codings, limits, headers."""
