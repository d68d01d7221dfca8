"""How a form of ours ends: one act, perhaps a way out."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit


def submit_with(
    label: str, *, name: str = "", cancel: str = "", note: str = "", stick: bool = False
) -> FormHelper:
    """Return the crispy helper every POST form uses: one button that names the act.

    `cancel` is the address of "Batal", `note` a few words beside the button; `stick` keeps the
    button in reach and is for short forms only.
    """
    helper = FormHelper()
    helper.attrs = {"novalidate": ""}  # the server says what is wrong, in our words
    helper.add_input(Submit(name, label))
    # crispy hands every attribute of the helper to templates/bootstrap5/inputs.html
    vars(helper).update(cancel=cancel, note=note, stick=stick)
    return helper
