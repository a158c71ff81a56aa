"""What a late hand-in costs: so many points a day, after a time of grace."""

from __future__ import annotations

from math import ceil

from nbgrader.plugins import LateSubmissionPlugin
from traitlets import Dict, Float

DAY = 24 * 60 * 60


class LatePolicy(LateSubmissionPlugin):
    """Takes points for each day begun, however many points there are; never more than all.

    Set in a course's ``nbgrader_config.py``; without a due date nothing is late.
    """

    due = Dict(
        help="When each assignment is due: {'ps2-proxies': '2027-03-01 23:59 Europe/Berlin'}"
    ).tag(config=True)
    grace_minutes = Float(0, help="How many minutes late cost nothing").tag(config=True)
    points_a_day = Float(0, help="How many points each day begun costs").tag(config=True)

    def late_submission_penalty(
        self, student_id: str, score: float, total_seconds_late: float
    ) -> float:
        """Return the points that a hand-in loses.

        Parameters
        ----------
        student_id
            Whose it is; the policy is the same for all, and extensions are nbgrader's.
        score
            What it would get in time, in points.
        total_seconds_late
            By how much it was late, in seconds.

        """
        seconds = total_seconds_late - 60 * self.grace_minutes
        return min(score, self.points_a_day * max(0, ceil(seconds / DAY)))


def in_words(seconds: float) -> str:
    """Say how late a hand-in was: in days and hours, or in minutes."""
    minutes = ceil(seconds / 60)
    days, hours = divmod(minutes // 60, 24)
    if minutes < 60:
        return f"{minutes} min"
    return " ".join(f"{n} {unit}" for n, unit in ((days, "d"), (hours, "h")) if n)
