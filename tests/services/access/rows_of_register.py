"""The rows of the register, of mail, of the overview and of the questionnaires."""

from dataclasses import replace
from datetime import timedelta

from monitor.domain.mail import MailKind, MailText
from monitor.domain.partnership import Language, PrivacyMode
from monitor.domain.trail.acts import Act
from monitor.services.checkin.questionnaires import CURRENT_VERSION
from monitor.services.mail import mail_texts
from monitor.services.overview import programme, read_overview, saved_views
from monitor.services.questionnaires import edit, versions
from monitor.services.register import (
    agree_privacy,
    edit_partnership,
    find_partnerships,
    import_people,
    manage_managers,
    manage_organisations,
    manage_participants,
    manage_parties,
    replace_participant,
)
from monitor.services.register.edit_partnership import PhaseNote
from monitor.services.register.import_people import Duplicates, Imported, PeopleFile
from monitor.services.register.manage_managers import ManagerDraft
from monitor.services.register.manage_participants import PersonDraft
from monitor.services.register.manage_parties import NewParty
from monitor.services.register.people_rows import Defaults
from monitor.services.register.replace_participant import Replacement
from monitor.services.register_ports import SavedView, SummaryFilter
from monitor.services.sample import load_sample
from tests.factories import TODAY
from tests.services.access.scenes import NOOR, Scene
from tests.services.access.table import Row, Rule


def _of_partnership(scene: Scene) -> tuple[object, ...]:
    return (scene.id,)


def _privacy(scene: Scene) -> tuple[object, ...]:
    said_by = {party.id: "Noor" for party in scene.partnership.parties}
    return scene.id, PrivacyMode.CONFIDENTIAL, 5, said_by


def _changed(scene: Scene) -> tuple[object, ...]:
    phase = PhaseNote(TODAY, "Nieuwe fase", NOOR)
    return scene.partnership, replace(scene.partnership, contact="Noor"), phase


def _ended(scene: Scene) -> tuple[object, ...]:
    return (edit_partnership.end_partnership(scene.context, scene.partnership, TODAY),)


def _file(scene: Scene) -> PeopleFile:
    return PeopleFile(b"naam\nAli Demir\n", Defaults(scene.party, Language.DUTCH))


def _imported(scene: Scene) -> Imported:
    return import_people.import_people(scene.context, scene.id, _file(scene), Duplicates.SKIP)


def _organisation(scene: Scene) -> tuple[object, ...]:
    shown = scene.partnership.parties[0].organisation
    return shown, replace(shown, founded_year=2001)


def _managed(scene: Scene) -> tuple[object, ...]:
    manager = scene.manager()
    manage_managers.assign_manager(scene.context, manager.id, [scene.id])
    return (manager.id,)


def _added_party(scene: Scene) -> tuple[object, ...]:
    party = manage_parties.add_party(scene.context, scene.id, NewParty(name="Buurtbedrijf"))
    return scene.id, party.id


def _mail_text(scene: Scene) -> tuple[object, ...]:
    organisation = scene.partnership.parties[0].organisation
    body = "Beste mensen,\n\n{link}\n"
    return (MailText(organisation.id, MailKind.INVITATION, Language.DUTCH, "Check-in", body),)


def _reset_text(scene: Scene) -> tuple[object, ...]:
    return scene.partnership.parties[0].organisation.id, MailKind.INVITATION, Language.DUTCH


def _draft(scene: Scene) -> tuple[object, ...]:
    return (edit.begin_draft(scene.context, CURRENT_VERSION),)


_PERSON = PersonDraft("Ali Demir", None, Language.DUTCH)
_MANAGER = ManagerDraft("Vera Bos", None, Language.DUTCH, wants_digest=False)
_VIEW = SavedView("Van mij", "q=tuin")
_REPLACED = Replacement(_PERSON, TODAY + timedelta(days=1))
_PERSON_CHANGED, _MANAGED, _VIEWED = Act.PERSON_CHANGED, Act.MANAGER_CHANGED, Act.VIEW_CHANGED

REGISTER = [
    Row(agree_privacy.change_privacy, Rule.MANAGE, _privacy, Act.PRIVACY_CHANGED),
    Row(edit_partnership.read_sheet, Rule.MANAGE, _of_partnership),
    Row(edit_partnership.change_partnership, Rule.MANAGE, _changed, Act.PARTNERSHIP_CHANGED),
    Row(
        edit_partnership.end_partnership,
        Rule.MANAGE,
        lambda s: (s.partnership, TODAY),
        Act.PARTNERSHIP_CHANGED,
    ),
    Row(edit_partnership.resume_partnership, Rule.MANAGE, _ended, Act.PARTNERSHIP_CHANGED),
    Row(
        find_partnerships.find_partnerships,
        Rule.MANAGE_ANY,
        lambda _: ("", 5),
        is_of_workspace=True,
    ),
    Row(find_partnerships.find_names, Rule.SEE_ANY, lambda _: ("", 5)),
    Row(import_people.preview_import, Rule.MANAGE, lambda s: (s.id, _file(s))),
    Row(
        import_people.import_people,
        Rule.MANAGE,
        lambda s: (s.id, _file(s), Duplicates.SKIP),
        Act.PEOPLE_IMPORTED,
    ),
    Row(import_people.undo_import, Rule.MANAGE, lambda s: (_imported(s),), Act.PEOPLE_IMPORTED),
    Row(manage_managers.list_managers, Rule.MANAGE_ALL, lambda _: (), is_of_workspace=True),
    Row(
        manage_managers.list_managed,
        Rule.MANAGE_ALL,
        lambda s: (s.manager().id,),
        finds_nothing=True,
    ),
    Row(
        manage_managers.add_manager,
        Rule.MANAGE_ALL,
        lambda _: (_MANAGER,),
        _MANAGED,
        is_of_workspace=True,
    ),
    Row(
        manage_managers.change_manager,
        Rule.MANAGE_ALL,
        lambda s: (s.manager(), _MANAGER),
        _MANAGED,
    ),
    Row(
        manage_managers.assign_manager,
        Rule.MANAGE_ALL,
        lambda s: (s.manager().id, [s.id]),
        _MANAGED,
        is_told_to_both=True,
    ),
    Row(
        manage_managers.delete_manager,
        Rule.MANAGE_ALL,
        _managed,
        _MANAGED,
        is_of_workspace=True,
        is_told_to_both=True,
    ),
    Row(
        manage_organisations.find_organisations,
        Rule.MANAGE_ALL,
        lambda _: ("", 5),
        is_of_workspace=True,
    ),
    Row(
        manage_organisations.read_organisation,
        Rule.MANAGE_ALL,
        lambda s: (s.partnership.parties[0].organisation.id,),
    ),
    Row(
        manage_organisations.change_organisation,
        Rule.MANAGE_ALL,
        _organisation,
        Act.ORGANISATION_CHANGED,
        is_told_to_both=True,
    ),
    Row(
        manage_participants.add_person,
        Rule.MANAGE_PEOPLE,
        lambda s: (s.party, _PERSON),
        Act.PERSON_ADDED,
    ),
    Row(
        manage_participants.change_person,
        Rule.MANAGE_PEOPLE,
        lambda s: (s.somebody().id, _PERSON),
        _PERSON_CHANGED,
    ),
    Row(
        manage_participants.allow_mail,
        Rule.MANAGE_PEOPLE,
        lambda s: (s.somebody().id,),
        _PERSON_CHANGED,
    ),
    Row(
        manage_participants.end_membership,
        Rule.MANAGE_PEOPLE,
        lambda s: (s.somebody().id,),
        _PERSON_CHANGED,
    ),
    Row(
        replace_participant.replace_participant,
        Rule.MANAGE_PEOPLE,
        lambda s: (s.somebody().id, _REPLACED),
        _PERSON_CHANGED,
    ),
    Row(
        manage_parties.add_party,
        Rule.MANAGE,
        lambda s: (s.id, NewParty(name="Buurtbedrijf")),
        Act.PARTIES_CHANGED,
    ),
    Row(manage_parties.remove_party, Rule.MANAGE, _added_party, Act.PARTIES_CHANGED),
    Row(mail_texts.read_mail_texts, Rule.SEE, _of_partnership),
    Row(
        mail_texts.save_mail_text,
        Rule.MANAGE_ALL,
        _mail_text,
        Act.MAIL_TEXT_CHANGED,
        is_told_to_both=True,
    ),
    Row(
        mail_texts.reset_mail_text,
        Rule.MANAGE_ALL,
        _reset_text,
        Act.MAIL_TEXT_CHANGED,
        is_told_to_both=True,
    ),
    Row(
        read_overview.read_overview,
        Rule.SEE_ANY,
        lambda _: (SummaryFilter(), 1),
    ),
    Row(read_overview.read_key_figures, Rule.SEE_ANY, lambda _: ()),
    Row(programme.read_programme, Rule.SEE_TOTALS, lambda _: (None,), is_of_workspace=True),
    Row(saved_views.read_saved_views, Rule.SEE_ANY, lambda _: ()),
    Row(
        saved_views.save_view,
        Rule.MANAGE_ALL,
        lambda _: (_VIEW,),
        _VIEWED,
        is_of_workspace=True,
    ),
    Row(
        saved_views.delete_view,
        Rule.MANAGE_ALL,
        lambda _: (_VIEW.name,),
        _VIEWED,
        is_of_workspace=True,
    ),
    Row(versions.find_example, Rule.MANAGE_ALL, lambda _: (), is_of_workspace=True),
    Row(versions.list_versions, Rule.MANAGE_ALL, lambda _: (), is_of_workspace=True),
    Row(
        edit.begin_draft,
        Rule.MANAGE_ALL,
        lambda _: (CURRENT_VERSION,),
        is_of_workspace=True,
    ),
    Row(edit.try_draft, Rule.MANAGE_ALL, _draft, is_of_workspace=True),
    Row(
        edit.adopt_version,
        Rule.MANAGE_ALL,
        lambda _: (CURRENT_VERSION, NOOR),
        Act.QUESTIONNAIRE_CHANGED,
        is_of_workspace=True,
    ),
    Row(
        load_sample.clear_sample,
        Rule.MANAGE_ALL,
        lambda _: (),
        Act.SAMPLE_CHANGED,
        is_of_workspace=True,
    ),
]
