"""What a stranger types to look a paper up."""

from django import forms

from sopti.reports.keys import LONGEST_TYPED, key_in


class KeyForm(forms.Form):
    kunci = forms.CharField(
        label="Kode pada kertas",
        help_text="Delapan huruf dan angka di sebelah kode QR, misalnya 7K3M-Q2XF.",
        max_length=LONGEST_TYPED,
        error_messages={
            "required": "Ketik kode yang tercetak pada kertas.",
            "max_length": "Kode terlalu panjang: kode terdiri dari delapan huruf dan angka.",
        },
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters"}),
    )

    def clean_kunci(self) -> str:
        key = key_in(self.cleaned_data["kunci"])
        if not key:
            raise forms.ValidationError(
                "Kode terdiri dari delapan huruf dan angka, tanpa 0, O, 1, I, L, dan U."
            )
        return key
