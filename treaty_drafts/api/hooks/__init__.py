"""Standard Webhooks 1.0: signing, checking where a delivery goes, sending it, trying again."""
