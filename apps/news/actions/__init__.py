"""Events become notices, unread notices become mails. Each step may run twice."""

from apps.news.actions.composing import compose
from apps.news.actions.sending import send
from apps.news.actions.spreading import spread

__all__ = ["compose", "send", "spread"]
