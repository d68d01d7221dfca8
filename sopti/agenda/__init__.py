"""The calendar of a court: a page by months and days, and a feed for a person's own device.

It keeps nothing but who has a feed. What lies on a day the rooms say, through
`sopti.workflow.diary.register_diary`.
"""
