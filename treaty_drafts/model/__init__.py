"""The nouns: text, provisions, versions, identifiers. Imports nothing but the errors."""
