"""The sorts of channels, and what each of them takes."""

from django.db import models


class ChannelKind(models.TextChoices):
    WEBSITE = "situs", "Situs web"
    INSTAGRAM = "instagram", "Instagram"
    FACEBOOK = "facebook", "Facebook"
    YOUTUBE = "youtube", "YouTube"
    X = "x", "X"
    TIKTOK = "tiktok", "TikTok"
    THREADS = "threads", "Threads"
