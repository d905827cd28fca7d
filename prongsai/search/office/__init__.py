"""Screens of the office: promoted answers, questions without an answer."""
