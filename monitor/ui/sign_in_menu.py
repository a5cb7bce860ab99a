"""Who is signed in, in which role, with the ways to one's own sign-in and out."""

import streamlit as st
from markupsafe import Markup

from monitor import bootstrap
from monitor.domain.access.actor import ActorKind
from monitor.i18n.catalogue import Translator
from monitor.i18n.reader import Reader
from monitor.services.sign_in.form_tokens import make_form_token
from monitor.settings import read_settings
from monitor.ui import session

_WHO = Markup(
    '<span><a href="/sign-in/me" target="_self" title="{title}">{name}</a> '
    '<span class="pm-role">{role}</span></span>'
)
# A form, for what changes something is never a link.
_FORM = Markup(
    '<form method="post" action="/sign-out"><input type="hidden" name="token" value="{token}">'
    '<button type="submit">{label}</button></form>'
)


def render_sign_in_menu(reader: Reader) -> Markup:
    """Return the menu of somebody who is signed in; empty for somebody who tries the product."""
    t, who = reader.t, session.actor()
    if who.kind is not ActorKind.PERSON:
        return Markup()
    role = t(f"access.role.{who.role.value}")
    name = _WHO.format(title=t("sign_in.menu.me"), name=who.name, role=role)
    return Markup('<div class="pm-sign-in">{}{}</div>').format(name, _sign_out(t))


def _sign_out(t: Translator) -> Markup:
    secret = st.context.cookies.get(read_settings().form_cookie, "")
    if not secret:
        return Markup()  # On the page of one's own sign-in there is a button as well.
    token = make_form_token(bootstrap.context().secret_key, secret)
    return _FORM.format(token=token, label=t("sign_in.out"))
