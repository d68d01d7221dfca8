"""A browser's name for itself, in the words of who sits before it."""

from __future__ import annotations

# The first that fits: browsers name their ancestors too, and Android names Linux.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("UCBrowser", "UC Browser"),
    ("Firefox/", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("Android", "ponsel Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)


def device_of(agent: str) -> str:
    """Return "Chrome di Windows"; what is not known is called so."""
    browser = next((name for mark, name in BROWSERS if mark in agent), "Peramban lain")
    system = next((name for mark, name in SYSTEMS if mark in agent), "")
    return f"{browser} di {system}" if system else browser
