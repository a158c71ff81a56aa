"""What runs behind the walls, beside a student's code: it sees nothing of the course.

``__main__``
    The nursery: imports the libraries once, then forks a process for each room that is asked for.
``walls``
    What a process does to itself before it runs a student's code.
``desk``
    The student's side of a room: runs cells, calls functions, hands values out.
``shell``
    IPython as a student's code finds it.
``plain_data``
    The only thing that crosses: data that cannot carry code, within bounds.
``tables``
    Tables, arrays and moments as plain data.

This folder alone is bound into the sandbox, so its modules use one another and libraries only.
"""
