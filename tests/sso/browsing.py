"""A browser that goes to the provider and back, and what it reads then."""

from django.urls import reverse


def lead(client, leads_to=""):
    """Press the button; return the provider's address to which the page leads."""
    page = client.post(reverse("sso:begin"), {"next": leads_to})
    assert page.status_code == 200, page.url
    return page.context["address"]


def come_in(client, idp, leads_to=""):
    return client.get(idp.enter(lead(client, leads_to)))


def is_in(client):
    return client.session.get("_auth_user_id")


def said(client, response):
    """Return what the login page says to whoever was not let in."""
    assert response.url == reverse("account_login")
    return client.get(response.url).content.decode()
