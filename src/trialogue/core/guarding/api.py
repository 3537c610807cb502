"""The second yes in calls of the API."""

from typing import Any

from ninja import Field, Schema

from .review import Reviewed


class Reviewable(Schema):
    """The body of a call that writes."""

    reviewed: bool = Field(default=False, description="You looked: no patient can be identified by this.")
    false_alarm: bool = Field(default=False, description="What was noticed is none; told to the moderators.")

    @property
    def review(self) -> Reviewed:
        return Reviewed(everything=self.reviewed, false_alarm=self.false_alarm)

    def taken(self, **options: Any) -> dict[str, Any]:
        """The rest of the body as an action takes it, with the review."""
        return {**self.model_dump(exclude={"reviewed", "false_alarm"}, **options), "reviewed": self.review}
