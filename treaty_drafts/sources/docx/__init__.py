"""Word documents (.docx): untrusted bytes to lines for the lifter, with every tracked change, by author.

`read.read_document` opens a file and gives a `document.Document`, in which nothing is decided. A reading of it
(`reading`: all changes accepted, all rejected, those of some authors accepted) is the lines that it then has.
"""
