"""What the frame of the pages remembers: which forms were already sent."""

from django.conf import settings
from django.contrib.messages.storage.cookie import MessageDecoder, MessageEncoder
from django.db import models


class SubmittedForm(models.Model):
    """A form's once-only key, where its first sending led and what it said: the second the same."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.UUIDField()
    content = models.CharField(max_length=64)  # a digest of what was sent
    led_to = models.CharField(max_length=300)
    said = models.JSONField(default=list, encoder=MessageEncoder, decoder=MessageDecoder)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="one_answer_per_form")]
        indexes = [models.Index(fields=["at"], name="submitted_forms_by_age")]

    def __str__(self) -> str:
        return str(self.key)
