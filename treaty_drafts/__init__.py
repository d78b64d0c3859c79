"""Governments negotiate treaty text: rival bracketed amendments, one attributed Akoma Ntoso text, clean and redline.

The layers, whose imports point only downwards (`docs/architecture.md`; `tests/test_layers.py` walks them):

    cli
    render          views of a text in a format
    compilation     what the meeting reads: compile, project, consolidate, rebase
    amend           what sponsors do: edits, differences, amendments
    brackets | sources      brackets that stand in a text | Markdown, plain text, HTML
    akn             the one door for Akoma Ntoso XML
    model           text, provisions, versions
    errors
"""

__version__ = "0.1.0"

__all__ = ["__version__"]
