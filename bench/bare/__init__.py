"""The least a Django page with 50 stored answers can cost: what the rest is held to.

The settings are AIQ's, its database too. What is left out is what costs: no middleware
(sessions, sign-in, CSRF, CSP), no context processors, one query, one template.
"""
