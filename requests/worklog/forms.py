"""What somebody says of the work they just stopped."""

from django import forms

from sopti.ui.forms import PlainForm


class StopForm(PlainForm):
    not_done = "Pekerjaan belum dihentikan."
    note = forms.CharField(label="Yang dikerjakan", required=False, max_length=1000)
