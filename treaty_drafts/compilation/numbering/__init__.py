"""Running numbers through, with the concordance and the repaired references: in the six UN languages."""
