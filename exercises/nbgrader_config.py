"""The exercises as an nbgrader course: source, release, submitted, autograded, feedback."""

c = get_config()  # noqa: F821 - nbgrader provides it

c.CourseDirectory.course_id = "delicate-dance"
c.ClearSolutions.code_stub = {"python": "# YOUR CODE HERE\nraise NotImplementedError()"}
c.ExecutePreprocessor.timeout = 30
c.OverwriteCells.add_missing_cells = True  # a deleted test cell comes back before grading
c.ClearHiddenTests.enforce_metadata = True
