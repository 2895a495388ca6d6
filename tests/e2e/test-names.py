# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything that can be reached with the keyboard says what it is; without that a screen reader has nothing to read."""

import unittest

from desk import DIALOG, Atspi, Desk, Impatient, press, until

# What one walks through and not to: its rows and cells have the names.
CONTAINERS = {'scroll pane', 'panel', 'grouping', 'filler', 'list', 'table', 'tree table', 'viewport', 'frame', 'dialog', 'window'}
SHOWN_ELSEWHERE = {'combo box'}  # the list inside it says its row's name again, without one of its own


def nameless(top):
    """What can have the cursor and has neither name nor text of its own."""
    for node in top.walk():
        if node.has(Atspi.StateType.FOCUSABLE) and node.role not in CONTAINERS and not node.name and not is_inside(node, SHOWN_ELSEWHERE):
            yield node.path()


def is_inside(node, roles):
    parent = node.accessible.get_parent()
    while parent and parent.get_role() != Atspi.Role.APPLICATION:
        if parent.get_role_name() in roles:
            return True
        parent = parent.get_parent()
    return False


class Names(Desk):
    maxDiff = None

    def setUp(self):
        super().setUp()
        self.do('init', '--district', 'Kreisverband Muster')
        self.do('demo')
        self.window = self.start_unlocked()
        self.parts = self.window.wait(role='list', name='Parts of the program')

    def check(self, what):
        with self.subTest(what):
            self.assertGreater(sum(node.has(Atspi.StateType.FOCUSABLE) for node in self.window.walk()), 8)
            try:  # pages pass into one another; what goes is half taken apart
                until(lambda: not any(nameless(self.window)), 'everything has a name')
            except Impatient:
                self.assertEqual(sorted(nameless(self.window)), [])

    def go(self, part):
        until(lambda: not self.window.find(role=DIALOG), 'nothing lies over the window')
        self.parts.wait(role='list item', containing=part).point()
        return self.window.wait(role='grouping', name=part)

    def look_into(self, dialog):
        self.window.wait(role=DIALOG, name=dialog)
        self.check(dialog)
        press('Escape')
        until(lambda: not self.window.find(role=DIALOG), f'{dialog} is closed')

    def test_every_page(self):
        self.window.wait(role='grouping', name='Today')
        self.check('Today')
        page = self.go('Members')
        row = page.wait(role=('table row', 'list item'), containing=', ')
        self.check('Members')
        row.point()
        page.wait(role='heading')
        self.check('Person')
        page = self.go('Welcome')
        page.wait(role='list', name='Greetings')
        self.check('Welcome')
        page = self.go('Seminars')
        for tab in ('Plan', 'People', 'Day'):
            page.wait(role='page tab', name=tab).click()
            self.check(f'Seminars, {tab}')
        page = self.go('Brochure')
        page.wait(role='button', name='Export …')
        self.check('Brochure')

    def test_every_dialog(self):
        keys = {'Preferences': 'ctrl+comma', 'Keyboard Shortcuts': 'ctrl+question', 'Import List': 'ctrl+o', 'Add Person': 'ctrl+n'}
        for dialog, key in keys.items():
            press(key)
            self.look_into(dialog)
        page = self.go('Seminars')
        for dialog, tab, button in (('Plan Seminar', 'Plan', 'Plan Seminar …'),
                                    ('Add to Programme', 'Plan', 'Add to Programme …'),
                                    ('Add Person', 'People', 'Add Person …'),
                                    ('Invite', 'People', 'Invite …'),
                                    ('Letters', 'People', 'Letters …')):
            page.wait(role='page tab', name=tab).click()
            page.wait(role='button', name=button).click()
            self.look_into(dialog)
        self.go('Brochure').wait(role='button', name='Export …').click()
        self.look_into('Export')


if __name__ == '__main__':
    unittest.main()
