"""In the desk: what is held before it is shown, tried before it is set; and modes."""

from http import HTTPStatus
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from hiwar.accounts.models import Reader
from hiwar.discussion import actions as discussion
from hiwar.discussion.models import Thread
from hiwar.discussion.screening import Setting, Verdict
from hiwar.kernel.errors import Invalid, NotFound, Refusal
from hiwar.moderation import access, actions, forms, selectors


@require_safe
@never_cache
def show_rules(request: HttpRequest) -> HttpResponse:
    """Show the rules and terms of a part of the site, and the way to change them."""
    reader = access.moderator(request.user)
    view = selectors.get_terms_view(section=request.GET.get("section", ""))
    return render(
        request,
        "moderation/rules.html",
        {
            "view": view,
            "places": selectors.list_places(),
            "modes": Thread.Mode.choices,
            "may_set": access.may_set_screening(reader),
            "may_set_terms": access.may_set_terms(reader),
            "page_title": _("Held for review"),
            "header_icon": "view",
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def show_rule(request: HttpRequest, name: str) -> HttpResponse:
    """Show a rule, what it would have held as it is set, and try or set it."""
    reader = access.moderator(request.user)
    if request.method != "POST":
        section = request.GET.get("section", "")
        return _show(request, reader, name, section=section)
    form = forms.RuleSetting(request.POST)
    section = request.POST.get("section", "")
    if not form.is_valid():
        return _show(request, reader, name, section=section, refusal=Invalid())
    selectors.get_place(section=section)
    setting, doing = _setting(form), form.cleaned_data["doing"]
    try:
        if doing == "try":
            discussion.check_rule(name=name, setting=setting)
            return _show(request, reader, name, section=section, tried=setting)
        kept = setting if doing == "set" else None
        actions.set_rule(moderator=reader, section=section, name=name, setting=kept)
    except NotFound:
        raise
    except Refusal as refusal:
        return _show(
            request, reader, name, section=section, tried=setting, refusal=refusal
        )
    messages.success(request, _("The rule holds from now on."))
    return redirect(_address("hiwar_screening", section))


@require_POST
@never_cache
def set_place(request: HttpRequest) -> HttpResponse:
    """Set who may write in a part of the site, and how fast."""
    reader = access.moderator(request.user)
    form = forms.PlaceSetting(request.POST)
    section = request.POST.get("section", "")
    selectors.get_place(section=section)
    try:
        if not form.is_valid():
            raise Invalid
        actions.set_place(
            editor=reader,
            section=section,
            mode=form.cleaned_data["mode"],
            slow_minutes=form.cleaned_data["slow_minutes"],
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The change has been saved."))
    return redirect(_address("hiwar_screening", section))


def _show(
    request: HttpRequest,
    reader: Reader,
    name: str,
    *,
    section: str,
    tried: Setting | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    """Show the rule as set or as tried, and what it would have held."""
    place = selectors.get_place(section=section)
    rule = selectors.get_screening_rule_view(name=name, section=section, tried=tried)
    setting = Setting(
        verdict=Verdict(rule.verdict), threshold=rule.threshold, words=rule.words
    )
    trial = None
    # What cannot be set, and a list without words, hold nothing.
    if not refusal and (rule.words or not rule.has_words):
        trial = selectors.get_trial_view(name=name, section=section, setting=setting)
    context = {
        "rule": rule,
        "place": place,
        "trial": trial,
        "is_tried": tried is not None,
        "refusal": refusal,
        "verdicts": _verdicts(rule),
        "may_set": access.may_set_screening(reader),
        "page_title": capfirst(rule.title),
        "header_icon": "view",
    }
    status = refusal.status if refusal else HTTPStatus.OK
    return render(request, "moderation/rule.html", context, status=status)


def _verdicts(rule: selectors.ScreeningRuleView) -> list[tuple[str, str, str]]:
    """Return what a rule can do, each with what becomes of a comment."""
    means = {
        Verdict.OFF: _("Nobody looks for it."),
        Verdict.ASK: _(
            "Its author is asked, sees which words weigh most, and decides."
        ),
        Verdict.HOLD: _("It waits in the queue; its author sees why."),
        Verdict.REFUSE: _("It cannot be posted; its author is told why."),
    }
    return [(verdict, str(verdict.label), means[verdict]) for verdict in rule.verdicts]


def _setting(form: forms.RuleSetting) -> Setting:
    sent = form.cleaned_data
    return Setting(
        verdict=Verdict(sent["verdict"]),
        threshold=sent["threshold"] or 0,
        words=sent["words"],
    )


def _address(name: str, section: str) -> str:
    query = f"?{urlencode({'section': section})}" if section else ""
    return f"{reverse(name)}{query}"
