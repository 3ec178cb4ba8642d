"""idcheck finds mentions of publications in outreach posts and makes sure that trackers can count them."""

__version__ = "0.1.0"
