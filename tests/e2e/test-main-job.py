# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole main job, as somebody in an office does it on the first day: with mouse and keyboard, by the names of things."""

import subprocess
import unittest

from ctl import DISTRICT
from desk import DIALOG, Desk, press, until, write

TODAY = '2026-11-22'
PASSPHRASE = 'vier alte Kraniche'


def pages(path):
    said = subprocess.run(['pdfinfo', path], check=True, stdout=subprocess.PIPE, text=True).stdout
    return int(next(line for line in said.splitlines() if line.startswith('Pages:')).split()[1])


def words(path):
    return subprocess.run(['pdftotext', '-layout', path, '-'], check=True, stdout=subprocess.PIPE, text=True).stdout


class FirstDay(Desk):
    def go(self, part):
        until(lambda: not self.window.find(role=DIALOG), 'nothing lies over the window')
        self.parts.wait(role='list item', containing=part).point()
        return self.window.wait(role='grouping', name=part)

    def test_from_the_list_to_the_print_shop(self):
        self.window = self.start(today=TODAY)
        self.create_the_register()
        self.parts = self.window.wait(role='list', name='Parts of the program')
        self.window.wait(role='button', name='The register is empty').click()
        self.import_the_list()
        self.take_it_back()
        self.go('Members').wait(role='button', name='Import List …').click()
        self.import_the_list()
        self.write_the_letters()
        self.plan_a_seminar()
        self.export_the_brochure()
        self.nothing_is_left_behind()

    def create_the_register(self):
        self.window.wait(role='button', name='Create Register …').click()
        self.window.wait(role='text', name='Name of the district or office').fill('Kreisverband Muster')
        self.window.wait(role='text', name='Passphrase').fill(PASSPHRASE)
        self.window.wait(role='text', name='Passphrase again').fill(PASSPHRASE)
        self.choose_file(self.window.wait(role='button', name='Choose Place and Create …').click, self.register)
        self.passphrase.write_text(PASSPHRASE + '\n', encoding='utf-8')

    def choose_list(self, assistant):
        """GTK's dialog may have lost a letter of the name; then the program says that there is no such file."""
        for attempt in range(3):
            self.choose_file(assistant.wait(role='button', name='Choose File …').click, DISTRICT)
            until(lambda: assistant.find(containing='Günther') or self.window.find(containing='This did not work'), 'the list is read, or not')
            if assistant.find(containing='Günther'):
                return
            press('Escape')
        assistant.wait(containing='Günther')

    def import_the_list(self):
        assistant = self.window.wait(role='dialog', name='Import List')
        self.choose_list(assistant)
        # While the pages change, the button of the first one has the keys still.
        until(lambda: assistant.focused() not in (None, 'Choose File …'), 'the next page has the keys')
        press('Return')
        assistant.wait(containing='1.263 rows')
        for count in ('1.260', '2', '1'):
            assistant.wait(role='label', name=count)
        assistant.wait(role='button', containing='Import 1.260')
        press('Return')
        self.window.wait(containing='1.260 people imported')

    def take_it_back(self):
        self.window.wait(role='button', name='Undo').click()
        self.window.wait(containing='Taken back: 1260 people imported')
        self.assertEqual(self.run_command('members').json(), [])

    def write_the_letters(self):
        page = self.go('Welcome')
        page.wait(containing='92 letters')
        letters = self.folder / 'letters.pdf'
        self.choose_file(page.wait(role='button', containing='Save as PDF').click, letters)
        self.window.wait(containing='92 letters written and on file')
        self.assertEqual(pages(letters), 92)
        self.assertNotIn('Herr Herr', words(letters))
        self.assertEqual(self.run_command('letters', 'due', '--date', TODAY).json(), [])

    def plan_a_seminar(self):
        page = self.go('Seminars')
        page.wait(role='button', name='Plan Seminar …').click()
        dialog = self.window.wait(role='dialog', name='Plan Seminar')
        dialog.wait(role='text', name='Title').fill('Kommunalpolitik')
        dialog.wait(role='text', name='Day').fill('12.12.2026')
        dialog.wait(role='text', name='Place').fill('Rathaus, Zimmer 3')
        dialog.wait(role='button', name='Save').click()
        until(lambda: not self.window.find(role=DIALOG), 'the seminar is planned')
        page.wait(containing='Kommunalpolitik')
        page.wait(role='page tab', name='People').click()
        page.wait(role='button', name='Add Person …').click()
        dialog = self.window.wait(role='dialog', name='Add Person')
        until(lambda: dialog.find(role='entry', name='Search people').has_focus_inside(), 'a name can be written')
        write('keller alex')
        dialog.wait(role='list item', name='Keller, Alex')
        dialog.wait(containing='1 person found')
        press('Return')
        page.wait(role='list item', name='Keller, Alex')
        dialog.wait(role='button', name='Close').click()
        [seminar] = self.run_command('seminar', 'list').json()
        self.assertEqual((seminar['title'], seminar['coming']), ('Kommunalpolitik', 1))

    def export_the_brochure(self):
        page = self.go('Brochure')
        page.wait(role='button', name='New Brochure').click()
        page.wait(role='button', name='Export …').click()
        dialog = self.window.wait(role='dialog', name='Export')
        brochure = self.folder / 'brochure.pdf'
        self.choose_file(dialog.wait(role='button', name='Save …').click, brochure)
        until(brochure.exists, 'the brochure is there')
        self.assertEqual(pages(brochure), 8)
        subprocess.run(['qpdf', '--check', brochure], check=True, stdout=subprocess.DEVNULL)

    def nothing_is_left_behind(self):
        """Neither a name of somebody nor of a file outside the register and what was asked for."""
        home = self.folder / 'home'
        for path in home.rglob('*'):
            if path.is_file():
                for name in (b'members-district', b'letters.pdf', 'Günther'.encode()):
                    self.assertNotIn(name, path.read_bytes(), f'{path} tells of it')
        self.assertEqual(self.read_log(), '')


if __name__ == '__main__':
    unittest.main()
