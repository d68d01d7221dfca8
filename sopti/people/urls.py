"""The way in and out, under allauth's own names, and the pages of the court's administrator.

No more of allauth is reachable than these three addresses.
"""

from django.urls import include, path

from sopti.people.views import account

urlpatterns = [
    path("masuk/", account.login, name="account_login"),
    path("keluar/", account.logout, name="account_logout"),
    path("akun/kata-sandi/", account.change_password, name="account_change_password"),
    path("", include("sopti.people.manage_urls")),
]
