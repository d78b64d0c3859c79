"""Signing in through an identity provider (OpenID Connect): the extra `oidc`."""
