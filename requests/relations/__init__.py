"""Requests that belong together: linked by their cause, or merged because they are one."""
