"""Grades a class with nbgrader, so that one damaged submission costs nobody else a mark.

``__main__``
    The command: one word for each thing that an instructor does.
``course``
    A course's folder and what is done with it: release, autograde, feedback, export.
``run``
    Reads what waits, lets it be marked, and takes in what comes of it.
``papers``, ``side_by_side``, ``cluster``
    Take what was handed in through the steps, several at a time, here or on other machines.
``ledger``, ``outcomes``
    The gradebook, in which one process writes, and what it says of each submission.
``steps``
    What is added to nbgrader's own steps, in the lists of `exercises/nbgrader_config.py`.
``judge``, ``sitting``
    Run a notebook and decide what it earns: tests here, a student's cells in a room.
``picture``, ``easel``
    What a chart draws, for hidden tests to look at, and the process that lays it out.
``rooms``, ``nursery``
    Where students' code runs, behind walls; ``docs/grading-threats.md`` says against what.
``outputs``
    Lets only what can do nothing out of a room and onto a page.
``progress``
    Tells how many are done and how long it will take.
``reasons``
    Says in words why a submission was not graded.
``released``
    Knows the notebook as it was released.
``variants``, ``releasing``
    Give students who sit side by side other numbers, and know whose notebook is whose.
``delivery``
    Takes in the downloads of learning management systems.
``lms``
    Fills their gradebooks.
``late``
    Says what a late hand-in costs.
``again``
    Grades again, and shows first what would change.
``harmless``
    Makes what was handed in safe to look at.
``feedback``
    Makes the page that a student gets back (``feedback_page/``).
``elsewhere``
    Says which tests passed in the student's notebook and fail here.
``report``, ``item_analysis``, ``report_page``
    Make the instructor's page: what the class made of each question (``report.html.j2``).
``memos``
    Gives the marks of memos from a script.
``marks``
    Holds what became of each submission, as a table.

Where something new belongs: work that comes in another way is put into the course's folder
``submitted`` by a module of its own; what happens to a notebook on its way to a mark is a step;
what is made of the marks starts from the table; and each is a row of the command.
"""
