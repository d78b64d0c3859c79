"""HTTP: what portals and delegations use (`docs/api.md`). The layer holds no rule of its own: it asks the service."""
