"""`python -m treaty_drafts` is `treaty-drafts`."""

from treaty_drafts.cli.main import entry

if __name__ == "__main__":
    entry()
