"""What only the build, the tests and the printer run: browsers, notebooks, PDF, serving."""
