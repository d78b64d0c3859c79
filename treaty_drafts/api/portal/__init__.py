"""What portals harvest: published texts at their IRIs, the publication log, feeds, the sitemap, JSON-LD."""
