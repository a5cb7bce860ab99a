"""People and access: who can sign in, and what they may see and do here."""

from monitor.services.accounts.list_accounts import list_accounts
from monitor.ui import session
from monitor.ui.accounts import invite_dialog, people, sheet, words, workspace

reader = session.reader()
lines = list_accounts(session.context())

words.show_head(reader)
invite_dialog.show_invited(reader)
if sheet.is_asked():
    sheet.show_sheet(lines, reader)
else:
    workspace.show_name(reader)
    people.show_people(lines, reader)
