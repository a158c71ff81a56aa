"""A made-up class of thirty, from release to the table: `make grade-demo`.

``students``
    The class as a table: who hands in what, and what should come of it. The tests grade it too.
``damage``
    What may happen to a file before it is handed in.
``__main__``
    The command that releases, hands in, grades and compares.
"""
