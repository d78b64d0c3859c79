"""The command line: files in, files out. Data on stdout or `-o`, talk on stderr; exit 0 done, 1 refused, 2 misused."""
