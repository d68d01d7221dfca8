"""What follows the last step of the SOP: the requester confirms or reopens, and may say how it was.

Ours, outside the SOP (decision 11 of the domain): nothing here changes a time of the case.
"""
