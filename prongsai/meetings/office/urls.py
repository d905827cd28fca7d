"""Addresses under /office/meetings/ with their rules."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
