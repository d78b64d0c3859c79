"""Ours beside its peers, as ratios: `make bench`, or `python -m bench [part of a row's name …]`.

Every row runs a job of the package and, in the same run, a peer's answer to it or the floor under it (lxml parsing and
writing what the job has to read and write), in turn: A B A B. Ratios hold on any machine; seconds do not.

    words.py, treaty.py     a large treaty in two versions, made from a seed, with the truth about what changed
    files.py                the same as Akoma Ntoso, HTML and Markdown
    tabling.py              amendments of sixty delegations, made from a seed
    inputs.py               all of these, each made when a row first asks for it
    measure.py, process.py  time and memory, in this process and of whole programs
    row.py                  what a row is, and what comes of it
    rows/                   the rows; `rows/__init__.py` lists them
    report.py               the table, and bench-out/
"""
