"""Tests of sopti.figures."""
