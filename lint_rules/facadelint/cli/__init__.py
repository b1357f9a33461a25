"""The command line: parse, call, exit code. Exit 0 is clean, 1 found violations, 2 could not run."""
