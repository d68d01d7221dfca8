"""Coming in, going out, choosing a password: allauth's views with our pages around them."""

from __future__ import annotations

from typing import Any

from allauth.account.views import LoginView as AllauthLoginView
from allauth.account.views import LogoutView, PasswordChangeView
from django.conf import settings
from django.utils.timezone import localdate

from sopti.people.forms.account import AccountChoiceForm
from sopti.people.load import DEMO_PASSWORD
from sopti.people.pages import demo_accounts


class LoginView(AllauthLoginView):
    """The way in; in a demonstration it also lists the accounts to try."""

    def get_initial(self) -> dict[str, Any]:
        return {"login": AccountChoiceForm.account_in(self.request.GET)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "demo": demo_accounts(DEMO_PASSWORD, on=localdate()),
            "chosen": self.get_initial()["login"],
            "provider": settings.OIDC_LABEL if settings.OIDC_ISSUER else "",
        }


login = LoginView.as_view()
logout = LogoutView.as_view()
change_password = PasswordChangeView.as_view()
