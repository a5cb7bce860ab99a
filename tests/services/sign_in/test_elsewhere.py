"""Signing in elsewhere: who is let in, as what, and who is not; on both databases."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from monitor.domain.access.account import EVERYTHING, Account, Role, Scope
from monitor.domain.access.elsewhere import NOTHING_YET, ElsewhereProblem, Vouched, next_scope
from monitor.domain.access.sign_in import LinkPurpose
from monitor.domain.errors import (
    NotFoundError,
    NotSignedInError,
    SignInElsewhereError,
    SignInRefusedError,
)
from monitor.domain.partnership import Language, PartnershipId
from monitor.domain.trail.acts import Act
from monitor.services.access_ports import Credentials
from monitor.services.accounts.invite import invite
from monitor.services.accounts.manage_accounts import disable_account
from monitor.services.accounts.rescue import rescue
from monitor.services.context import Context
from monitor.services.provider_ports import Departure, Return
from monitor.services.sign_in.elsewhere import (
    LONGEST_AWAY,
    Admission,
    Arrived,
    Visit,
    admit,
    arrive,
    depart,
)
from monitor.services.sign_in.enter import Password, sign_in
from monitor.services.sign_in.one_time import find_link, make_letter
from monitor.services.sign_in.passwords import choose_password
from monitor.services.sign_in.sessions import How, begin_full, find_full
from tests.factories import FakeClock, add_partnership
from tests.services.accounts.people import add_account, as_person, draft_of, standing_of, trail_of
from tests.signing_in import PASSWORD, Person, make_person

ISSUER, CODE, BROWSER = "https://login.example", "a code", "a browser"
ANNA = Vouched(ISSUER, "a-1", "anna@zonnewijk.example", "Anna de Wit", is_email_verified=True)
INVITED_ONLY = Admission({})
BY_GROUP = Admission({"grp-admin": Role.ADMINISTRATOR, "grp-read": Role.VIEWER})


@dataclass
class KnownProvider:
    """A provider that vouches for one person, and remembers what it was asked."""

    vouched: Vouched = ANNA
    issuer: str = ISSUER
    redeemed: list[Departure] = field(default_factory=list)

    def address_of(self, departure: Departure) -> str:
        return f"{self.issuer}/authorize?state={departure.state}"

    def redeem(self, code: str, departure: Departure) -> Vouched:
        assert code == CODE
        self.redeemed.append(departure)
        return self.vouched

    def sign_out_address(self, back_to: str) -> str | None:
        return f"{self.issuer}/bye?to={back_to}"


@pytest.fixture
def provider() -> KnownProvider:
    return KnownProvider()


@pytest.fixture
def anna(context: Context) -> Account:
    """Somebody whom an administrator invited."""
    administrator = as_person(context, add_account(context, "Ada"))
    return invite(administrator, draft_of("Anna")).account


def go(context: Context, provider: KnownProvider, path: str = "/") -> str:
    """Go to the provider; return the state that it sends back."""
    address = depart(context, provider, path, BROWSER)
    return parse_qs(urlsplit(address).query)["state"][0]


def come_back(
    context: Context, provider: KnownProvider, state: str, admission: Admission = INVITED_ONLY
) -> Arrived:
    return arrive(context, provider, Visit(Return(state, CODE), BROWSER), admission)


def problem_of_visit(context: Context, provider: KnownProvider, visit: Visit) -> str:
    with pytest.raises(SignInElsewhereError) as refused:
        arrive(context, provider, visit, INVITED_ONLY)
    return refused.value.problem


def problem_of(context: Context, vouched: Vouched, admission: Admission = INVITED_ONLY) -> str:
    with pytest.raises(SignInElsewhereError) as refused:
        admit(context, vouched, admission)
    return refused.value.problem


def vouched_of(person: Person) -> Vouched:
    return replace(ANNA, subject="n-1", email=person.account.email)


def opens(context: Context, person: Person, password: str) -> bool:
    try:
        sign_in(context, Password(person.account.email, password, "192.0.2.7"), of_everybody=False)
    except SignInRefusedError:
        return False
    return True


def test_who_was_invited_comes_in_and_goes_where_they_wanted(
    context: Context, provider: KnownProvider, anna: Account
) -> None:
    state = go(context, provider, "/partnership?id=3")

    arrived = come_back(context, provider, state)

    assert arrived.next_path == "/partnership?id=3"
    assert find_full(context, arrived.token).account.id == anna.id
    last = trail_of(context)[-1]
    assert (last.deed.act, last.account_id) == (Act.SIGNED_IN, anna.id)
    assert last.deed.facts == {"how": "elsewhere"}
    # The nonce and the verifier were stored here meanwhile.
    (departure,) = provider.redeemed
    assert departure.state == state
    assert len({departure.nonce, departure.verifier, state}) == 3


def test_what_somebody_goes_with_is_new_every_time(
    context: Context, provider: KnownProvider, anna: Account
) -> None:
    states = {go(context, provider) for _ in range(3)}

    for state in states:
        come_back(context, provider, state)

    assert anna
    assert len(states) == 3
    assert len({each.nonce for each in provider.redeemed}) == 3
    assert all(43 <= len(each.verifier) <= 128 for each in provider.redeemed)


# H36.
def test_a_return_works_once_in_its_own_browser_and_for_ten_minutes(
    context: Context, provider: KnownProvider, anna: Account, clock: FakeClock
) -> None:
    used, stolen, late = (go(context, provider) for _ in range(3))
    come_back(context, provider, used)
    visits = [
        Visit(Return(used, CODE), BROWSER),
        Visit(Return(stolen, CODE), "another browser"),
        Visit(Return("guessed", CODE), BROWSER),
        Visit(Return("", CODE), BROWSER),
    ]
    problems = [problem_of_visit(context, provider, visit) for visit in visits]
    clock.advance(LONGEST_AWAY + timedelta(seconds=1))
    problems.append(problem_of_visit(context, provider, Visit(Return(late, CODE), BROWSER)))

    assert anna
    assert problems == [ElsewhereProblem.STALE] * 5
    assert len(provider.redeemed) == 1


@pytest.mark.parametrize(
    ("error", "problem"),
    [
        ("access_denied", ElsewhereProblem.CANCELLED),
        ("server_error", ElsewhereProblem.UNAVAILABLE),
        ("temporarily_unavailable", ElsewhereProblem.UNAVAILABLE),
        ("invalid_scope", ElsewhereProblem.UNTRUSTED),
        ("<script>", ElsewhereProblem.UNTRUSTED),
    ],
)
def test_what_the_provider_says_went_wrong_is_told_once(
    context: Context, provider: KnownProvider, error: str, problem: ElsewhereProblem
) -> None:
    visit = Visit(Return(go(context, provider), "", error), BROWSER)

    assert problem_of_visit(context, provider, visit) == problem
    assert problem_of_visit(context, provider, visit) == ElsewhereProblem.STALE
    assert not provider.redeemed


def test_a_code_of_another_provider_is_not_taken_to_this_one(
    context: Context, provider: KnownProvider
) -> None:
    returned = Return(go(context, provider), CODE, issuer="https://other.example")

    problem = problem_of_visit(context, provider, Visit(returned, BROWSER))

    assert problem == ElsewhereProblem.UNTRUSTED
    assert not provider.redeemed


# H36.
def test_who_nobody_invited_stays_out(context: Context, anna: Account) -> None:
    stranger = replace(ANNA, subject="b-2", email="bea@zonnewijk.example")

    assert problem_of(context, stranger) == ElsewhereProblem.UNKNOWN
    assert problem_of(context, replace(stranger, email="")) == ElsewhereProblem.NO_EMAIL
    assert problem_of(context, replace(stranger, email="b")) == ElsewhereProblem.NO_EMAIL
    assert anna


# H36.
def test_an_address_that_nobody_verified_opens_nothing(context: Context, anna: Account) -> None:
    unverified = replace(ANNA, is_email_verified=False)

    assert problem_of(context, unverified) == ElsewhereProblem.UNVERIFIED
    assert problem_of(context, unverified, BY_GROUP) == ElsewhereProblem.UNVERIFIED
    assert admit(context, unverified, Admission({}, trusts_email=True)).id == anna.id


def test_from_the_second_time_on_the_subject_counts_and_no_address(
    context: Context, anna: Account
) -> None:
    admit(context, ANNA, INVITED_ONLY)
    married = replace(ANNA, email="", is_email_verified=False)

    assert admit(context, married, INVITED_ONLY).id == anna.id


def test_an_address_that_went_to_somebody_else_does_not_open_the_account(
    context: Context, anna: Account
) -> None:
    admit(context, ANNA, INVITED_ONLY)

    assert problem_of(context, replace(ANNA, subject="b-2")) == ElsewhereProblem.UNKNOWN
    assert problem_of(context, replace(ANNA, issuer="https://x.example")) == "unknown"
    assert anna


def test_the_letter_of_an_invitation_opens_nothing_once_somebody_came_in_elsewhere(
    context: Context,
) -> None:
    administrator = as_person(context, add_account(context, "Ada"))
    invited = invite(administrator, draft_of("Anna"))

    admit(context, ANNA, INVITED_ONLY)

    with pytest.raises(NotFoundError):
        find_link(context, invited.letter.url.rpartition("/")[2])


def test_nor_does_a_letter_for_a_new_password(context: Context, anna: Account) -> None:
    with context.unit_of_work() as uow:
        letter = make_letter(context, uow, anna, LinkPurpose.NEW_PASSWORD)
        uow.commit()

    admit(context, ANNA, INVITED_ONLY)

    with pytest.raises(NotFoundError):
        find_link(context, letter.url.rpartition("/")[2])


# H36.
def test_a_password_from_before_opens_nothing_once_somebody_came_in_elsewhere(
    context: Context,
) -> None:
    noor = make_person(context)
    before = begin_full(context, noor.account, How.PASSWORD)

    admit(context, vouched_of(noor), INVITED_ONLY)

    assert not opens(context, noor, PASSWORD)
    with pytest.raises(NotSignedInError):
        find_full(context, before)
    with context.unit_of_work(reads_only=True) as uow:
        assert uow.accounts.credentials(noor.account.id) == Credentials()
        assert uow.accounts.count_recovery_codes(noor.account.id) == 0
    assert trail_of(context)[-1].deed.facts["change"] == "password_removed"


def test_while_the_provider_is_away_the_server_lets_somebody_in_until_it_is_back(
    context: Context,
) -> None:
    noor = make_person(context)
    admit(context, vouched_of(noor), INVITED_ONLY)

    letter = rescue(context, noor.account.email, forgets_second_factor=False)
    secret = letter.url.rpartition("/")[2]
    choose_password(context, secret, "een brug over de sloot", of_everybody=False)

    assert opens(context, noor, "een brug over de sloot")
    admit(context, vouched_of(noor), INVITED_ONLY)
    assert not opens(context, noor, "een brug over de sloot")


def test_who_comes_in_elsewhere_leaves_the_passwords_of_others_alone(context: Context) -> None:
    noor, bea = make_person(context), make_person(context, email="bea@veldzicht.example")

    admit(context, vouched_of(noor), INVITED_ONLY)

    assert opens(context, bea, PASSWORD)


# H36.
def test_who_is_kept_out_here_stays_out_and_it_is_noted(context: Context, anna: Account) -> None:
    disable_account(as_person(context, add_account(context, "Cas")), anna.id)

    assert problem_of(context, ANNA) == ElsewhereProblem.DISABLED
    last = trail_of(context)[-1].deed
    assert last.act is Act.SIGN_IN_REFUSED
    assert last.facts == {
        "account": anna.id,
        "role": "viewer",
        "how": "elsewhere",
        "why": "disabled",
    }


def test_who_is_kept_out_while_they_come_in_stays_out(
    context: Context, anna: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin = as_person(context, add_account(context, "Cas"))

    with ThreadPoolExecutor(1) as pool:

        def decide(role: Role, before: Scope, *, is_same_role: bool) -> Scope:
            wait([pool.submit(disable_account, admin, anna.id)], timeout=0.5)
            return next_scope(role, before, is_same_role=is_same_role)

        monkeypatch.setattr("monitor.services.sign_in.elsewhere.next_scope", decide)
        admit(context, replace(ANNA, groups=frozenset({"grp-admin"})), BY_GROUP)

    with context.unit_of_work(reads_only=True) as uow:
        assert uow.accounts.get(anna.id).is_disabled


def test_people_of_another_workspace_do_not_come_in_here(context: Context) -> None:
    with context.unit_of_work.within(None)() as uow:
        other = uow.workspaces.add("Elders")
        uow.commit()
    elsewhere = replace(context, unit_of_work=context.unit_of_work.within(other.id))
    elsewhere = replace(elsewhere, actor=replace(context.actor, workspace_id=other.id))
    invite(elsewhere, draft_of("Anna"))

    assert problem_of(context, ANNA) == ElsewhereProblem.UNKNOWN
    assert problem_of(context, ANNA, BY_GROUP) == ElsewhereProblem.UNKNOWN
    assert admit(elsewhere, ANNA, INVITED_ONLY).workspace_id == other.id


@pytest.mark.parametrize(
    ("groups", "role", "scope"),
    [
        ({"grp-admin", "grp-read"}, Role.ADMINISTRATOR, EVERYTHING),
        ({"grp-read", "grp-else"}, Role.VIEWER, NOTHING_YET),
    ],
)
def test_a_group_makes_an_account_that_sees_nothing_until_it_is_granted(
    context: Context, groups: set[str], role: Role, scope: Scope
) -> None:
    made = admit(
        context, replace(ANNA, groups=frozenset(groups), language=Language.ENGLISH), BY_GROUP
    )

    assert (made.role, made.scope, made.name) == (role, scope, "Anna de Wit")
    assert made.language is Language.ENGLISH
    standing = standing_of(context, made)
    assert standing
    assert standing.is_of_elsewhere
    last = trail_of(context)[-1].deed
    assert last.act is Act.ACCOUNT_INVITED
    assert last.facts == {"account": made.id, "role": role.value, "how": "elsewhere"}


def test_who_is_in_no_group_any_more_stays_out(context: Context) -> None:
    member = replace(ANNA, groups=frozenset({"grp-admin"}))
    admit(context, member, BY_GROUP)

    assert problem_of(context, ANNA, BY_GROUP) == ElsewhereProblem.UNKNOWN
    assert trail_of(context)[-1].deed.act is Act.SIGN_IN_REFUSED


def test_a_role_follows_the_groups_and_what_was_granted_by_name_stays(context: Context) -> None:
    one = add_partnership(context.unit_of_work).partnership.id
    roles: Mapping[str, Role] = {**BY_GROUP.roles, "grp-talk": Role.FACILITATOR}
    admission = Admission(roles)

    def become(group: str) -> Account:
        return admit(context, replace(ANNA, groups=frozenset({group})), admission)

    def grant(partnership_id: PartnershipId) -> None:
        with context.unit_of_work() as uow:
            account = uow.accounts.find_by_email(ANNA.email)
            assert account
            uow.accounts.save(replace(account, scope=Scope(frozenset({partnership_id}))))
            uow.commit()

    assert become("grp-admin").scope == EVERYTHING
    assert become("grp-read").scope == NOTHING_YET
    grant(one)
    assert become("grp-read").scope == Scope(frozenset({one}))
    assert become("grp-talk").scope == Scope(frozenset({one}))
    assert become("grp-admin").scope == EVERYTHING
    acts = [entry.deed.act for entry in trail_of(context)]
    assert acts == [Act.ACCOUNT_INVITED, *[Act.ACCOUNT_CHANGED] * 3]
