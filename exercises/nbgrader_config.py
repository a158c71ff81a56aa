"""The exercises as an nbgrader course: source, release, submitted, autograded, feedback."""

from pathlib import Path

from nbgrader.preprocessors import ClearOutput, GetGrades, LimitOutput

from exercises.grading import feedback
from exercises.grading.elsewhere import Elsewhere
from exercises.grading.feedback import FeedbackPage, Summary
from exercises.grading.harmless import Harmless
from exercises.grading.steps import HideTests, Judge, Repair, Save

c = get_config()  # type: ignore[name-defined]  # noqa: F821 - nbgrader provides it

c.CourseDirectory.course_id = "delicate-dance"
c.ClearSolutions.code_stub = {"python": "# YOUR CODE HERE\nraise NotImplementedError()"}
c.ClearHiddenTests.enforce_metadata = True

# The steps of a notebook: the judge stands where a kernel would run it. What nbgrader's own lists
# have besides, to restore, to check and to save, Repair and Save do in one go.
c.Autograde.sanitize_preprocessors = [Elsewhere, ClearOutput, Repair]
c.Autograde.autograde_preprocessors = [Judge, Harmless, LimitOutput, Save]
# When sets are due, and what a day costs; nothing is late until a date stands here:
# c.LatePolicy.due = {"ps1-why-secret": "2027-03-01 23:59 Europe/Berlin"}
# c.LatePolicy.grace_minutes = 60
# c.LatePolicy.points_a_day = 2
# A page of the course's own. Whether it tells students what a hidden test found missing, and
# what the key says, is for you to say: c.Summary.explain = True
c.GenerateFeedback.exporter_class = FeedbackPage
c.GenerateFeedback.preprocessors = [GetGrades, Summary, HideTests]
c.FeedbackPage.template_name = "feedback_page"
c.FeedbackPage.extra_template_basedirs = [str(Path(feedback.__file__).parent)]
