#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line as a script sees it: exit status, JSON, sentences."""

import json
import pathlib
import re
import subprocess

import ctl
from ctl import DISTRICT, FAILED, USAGE, DONE

COMMANDS = ['init', 'undo', 'history', 'import', 'members', 'letters due', 'letters print', 'letters list', 'letters remake', 'labels list', 'labels print', 'seminar add',
            'seminar list', 'seminar invite', 'seminar letters', 'seminar register', 'seminar mark', 'seminar people', 'seminar sheet',
            'seminar badges', 'seminar ics', 'brochure new', 'brochure list', 'brochure picture', 'brochure export', 'print check']

MISUSES = [
    ['init', 'too', 'much'],
    ['import'],
    ['import', 'a.csv', 'b.csv'],
    ['members', '--stage', 'king'],
    ['members', '--since', 'yesterday'],
    ['members', 'noack'],
    ['history', 'nobody'],
    ['undo', 'everything'],
    ['letters', 'due', '--date', '31.02.2026'],
    ['letters', 'due', 'now'],
    ['letters', 'print', '--due'],
    ['letters', 'print', '--output', 'x.pdf'],
    ['letters', 'print', '--due', '--form', 'c', '--output', 'x.pdf'],
    ['labels', 'print'],
    ['labels', 'print', '--labels', '9x9', '--output', 'x.pdf'],
    ['labels', 'print', '--first', '25', '--output', 'x.pdf'],
    ['labels', 'print', '--first', '0', '--output', 'x.pdf'],
    ['labels', 'print', '--stage', 'king', '--output', 'x.pdf'],
    ['seminar', 'badges', '00000000-0000-7000-8000-000000000000'],
    ['seminar', 'add', '--title', 'T'],
    ['seminar', 'add', '--title', 'T', '--start', '2026-12-05T10:00', '--places', 'many'],
    ['seminar', 'invite', 'nothing', '--since', '2026-01-01'],
    ['members', '--unknown'],
    ['brochure', 'export', '00000000-0000-7000-8000-000000000000'],
    ['brochure', 'export', '00000000-0000-7000-8000-000000000000', '--output', 'x.pdf', '--booklet', '--preset', 'german-online'],
    ['print', 'check'],
    ['print', 'check', 'a.pdf', 'b.pdf'],
]


class Usage(ctl.Office):
    def test_help_names_every_command(self):
        said = self.run_raw('--help')
        self.assertEqual(said.status, DONE)
        for command in COMMANDS:
            self.assertRegex(said.out, rf'(?m)^  {command}\b')

    def test_every_command_explains_itself_without_a_register(self):
        for command in COMMANDS:
            said = self.run_raw(*command.split(), '--help')
            self.assertEqual(said.status, DONE, command)
            self.assertRegex(said.out, rf'mitmachenctl \[OPTION…\] {command}\b')

    def test_nothing_at_all_is_wrong_usage(self):
        for words in ([], ['dance'], ['letters'], ['members'], ['--nonsense'], ['--register']):
            said = self.run_raw(*words)
            self.assertEqual(said.status, USAGE, words)

    def test_version_is_said(self):
        said = self.run_raw('--version')
        self.assertEqual(said.status, DONE)
        self.assertRegex(said.out, r'^mitmachenctl \d+\.\d+\.\d+\n$')

    def test_wrong_usage_is_told_from_failure(self):
        self.init()
        for words in MISUSES:
            said = self.run_command(*words)
            self.assertEqual(said.status, USAGE, (words, said.err))
            self.assertTrue(said.err.startswith('mitmachenctl: '), words)
        self.assertFalse((self.folder / 'x.pdf').exists())


class Failure(ctl.Office):
    def test_each_failure_has_its_own_sentence(self):
        self.assert_fails(self.run_command('members'), 'no register at this place')
        self.init()
        self.assert_fails(self.run_command('init'), 'file of this name already')
        self.passphrase.write_text('falsch\n')
        self.assert_fails(self.run_command('members'), 'does not open the register')
        self.passphrase.write_text('')
        self.assert_fails(self.run_command('init', register=self.folder / 'other'), 'needs a passphrase')
        self.passphrase.unlink()
        self.assert_fails(self.run_command('members'), 'passphrase file cannot be read')

    def test_a_failure_is_json_too(self):
        said = self.run_command('members')
        self.assertEqual(said.status, FAILED)
        self.assertIn('no register', said.json()['error'])

    def test_lists_that_are_none_are_refused(self):
        self.init()
        (self.folder / 'empty.csv').write_text('')
        (self.folder / 'sheet.csv').write_bytes(b'PK\x03\x04 a;b;c')
        self.assert_fails(self.run_command('import', self.folder / 'empty.csv'), 'empty')
        self.assert_fails(self.run_command('import', self.folder / 'sheet.csv'), 'spreadsheet')
        self.assert_fails(self.run_command('import', self.folder / 'nowhere.csv'), 'cannot be read')
        self.assert_fails(self.run_command('import', self.folder), 'cannot be read')

    def test_no_terminal_and_no_file_is_a_sentence(self):
        said = self.run_raw('--register', self.register, 'members')
        self.assert_fails(said, '--passphrase-file')


class Work(ctl.Office):
    def test_the_main_job_from_list_to_letters(self):
        self.init()
        counts = self.do('import', DISTRICT, '--dry-run').json()
        self.assertEqual(self.count_people(), 0)
        counts = self.do('import', DISTRICT, '--wrong', self.folder / 'wrong.csv').json()
        self.assertEqual([counts[name] for name in ('rows', 'new', 'changed', 'same', 'wrong', 'blank')], [1263, 1260, 0, 0, 2, 1])
        self.assertEqual(len(counts['repaired']), 80)
        self.assertTrue(all(re.fullmatch('0[0-9]{4}', repair['new']) for repair in counts['repaired']))
        self.assertEqual(len((self.folder / 'wrong.csv').read_text('utf-8-sig').splitlines()), 3)
        self.assertEqual(self.do('import', DISTRICT).json()['same'], 1260)

        self.assertEqual(self.count_people(), 1260)
        found = self.do('members', '--stage', 'guest', '--since', '2026-09-01').json()
        self.assertTrue(found and all(person['stage'] == 'guest' and person['since'] >= '2026-09-01' for person in found))

        due = self.do('letters', 'due', '--date', '2026-11-22').json()
        self.assertEqual(len(due), 92)
        output = self.folder / 'letters.pdf'
        printed = self.do('letters', 'print', '--due', '--date', '2026-11-22', '--output', output).json()
        self.assertEqual((printed['letters'], printed['pages']), (92, 92))
        self.assertEqual(self.do('letters', 'due', '--date', '2026-11-22').json(), [])
        self.do('letters', 'remake', printed['run'], '--output', self.folder / 'again.pdf')
        self.assertEqual(output.read_bytes(), (self.folder / 'again.pdf').read_bytes())

        history = self.do('history', due[0]['id']).json()
        self.assertEqual(history[0]['table'], 'letter')
        self.assertEqual(self.do('undo').json()['undone'], '92 letters written')
        self.assertEqual(len(self.do('letters', 'due', '--date', '2026-11-22').json()), 92)
        self.assertEqual(self.do('undo').json()['undone'], '1260 people imported')
        self.assertEqual(self.count_people(), 0)
        self.assertEqual(self.do('members', '--search', 'a').json(), [])

    def test_letters_of_nobody_are_not_written(self):
        self.do('init')
        (self.folder / 'list.csv').write_text('Vorname;Name;Eintritt;Status;Straße;PLZ;Ort\nKim;Noack;01.09.2026;Mitglied;Am Markt 1;08056;Zwickau\n')
        self.do('import', self.folder / 'list.csv')
        file = self.folder / 'letters.pdf'
        self.assert_fails(self.run_command('letters', 'print', '--due', '--date', '2026-10-01', '--output', file), 'who writes them')
        self.assertFalse(file.exists())
        self.assertEqual(self.do('letters', 'list').json(), [])

    def test_a_seminar_from_plan_to_calendar(self):
        self.init()
        (self.folder / 'list.csv').write_text('Vorname;Name;Eintritt;Status\nKim;Noack;01.09.2026;Mitglied\nJo;Otto;01.09.2026;Gast\n')
        self.do('import', self.folder / 'list.csv')
        people = [person['id'] for person in self.do('members').json()]
        seminar = self.do('seminar', 'add', '--title', 'Willkommen', '--start', '2026-12-05T10:00', '--end', '2026-12-05T16:00', '--place',
                          'Zwickau', '--places', '1').json()['id']
        self.assertEqual(self.do('seminar', 'invite', seminar, '--since', '2026-09-01').json()['invited'], 2)
        self.assertEqual(self.do('seminar', 'register', seminar, people[0]).json(), {'state': 'coming', 'position': 0})
        self.assertEqual(self.do('seminar', 'register', seminar, people[1]).json(), {'state': 'waiting', 'position': 1})
        self.assertEqual(self.do('seminar', 'list').json()[0]['waiting'], 1)
        self.do('seminar', 'sheet', seminar, '--output', self.folder / 'sheet.pdf')
        self.do('seminar', 'ics', seminar, '--output', self.folder / 'seminar.ics')
        self.assertTrue((self.folder / 'sheet.pdf').read_bytes().startswith(b'%PDF-'))
        self.assertIn(b'SUMMARY:Willkommen\r\n', (self.folder / 'seminar.ics').read_bytes())
        nobody = '00000000-0000-7000-8000-000000000000'
        self.assert_fails(self.run_command('seminar', 'mark', seminar, nobody, 'attended'), 'not in the register')
        self.assert_fails(self.run_command('seminar', 'ics', nobody, '--output', self.folder / 'none.ics'), 'no longer in the register')
        self.assertFalse((self.folder / 'none.ics').exists())

    def test_labels_for_envelopes_and_names(self):
        self.init()
        self.do('import', DISTRICT)
        labels, badges = self.folder / 'labels.pdf', self.folder / 'badges.pdf'
        said = self.do('labels', 'print', '--stage', 'member', '--by-postcode', '--first', '3', '--output', labels).json()
        self.assertGreater(said['labels'], 24)
        self.assertEqual(said['sheets'], (said['labels'] + 2 + 23) // 24)
        self.assertTrue(labels.read_bytes().startswith(b'%PDF-'))
        self.assertIn('70x37', [sheet['name'] for sheet in self.do('labels', 'list').json()])
        seminar = self.do('seminar', 'add', '--title', 'T', '--start', '2090-12-05T10:00').json()['id']
        self.assert_fails(self.run_command('seminar', 'badges', seminar, '--output', badges), 'nobody to print')
        self.assertFalse(badges.exists())
        self.do('seminar', 'register', seminar, self.do('members').json()[0]['id'])
        self.assertEqual(self.do('seminar', 'badges', seminar, '--output', badges).json()['labels'], 1)
        self.assertTrue(badges.read_bytes().startswith(b'%PDF-'))

    def test_a_brochure_for_the_shop_and_for_the_office(self):
        self.init()
        brochure = self.do('brochure', 'new', '--title', 'Mach mit').json()['id']
        shop, office = self.folder / 'shop.pdf', self.folder / 'office.pdf'
        self.assertEqual(self.do('brochure', 'export', brochure, '--output', shop).json()['preset'], 'german-online')
        said = self.do('brochure', 'export', brochure, '--output', office, '--booklet').json()
        self.assertEqual((said['flavour'], said['pages'], said['preset']), ('booklet', 8, None))
        first = subprocess.run(['pdftotext', '-layout', '-l', '1', office, '-'], capture_output=True, text=True, check=True).stdout
        self.assertIn('Mach mit!', first)
        self.assertIn('Impressum', first)
        said = self.do('brochure', 'export', brochure, '--output', office, '--sheets', '4').json()
        self.assertEqual((said['flavour'], said['pages'], said['preset']), ('sheets', 8, None))
        for wrong in ['0', '17', '-1']:
            self.assertEqual(self.run_command('brochure', 'export', brochure, '--output', office, '--sheets', wrong).status, USAGE)
        self.assert_fails(self.run_command('brochure', 'export', brochure, '--output', shop, '--preset', 'none'), 'preset')
        self.do('brochure', 'export', brochure, '--output', shop, '--preset', 'german-online-uncoated')
        # Neither a register nor a passphrase is needed for what has nothing to do with one.
        self.assertEqual(self.run_raw('--json', 'print', 'check', shop).json(), {'rules': 'PDF/X-4', 'passed': True, 'findings': []})
        said = self.run_raw('--json', 'print', 'check', office)
        self.assertEqual(said.status, FAILED)
        self.assertIn('intent-one', [finding['rule'] for finding in said.json()['findings']])
        self.assertIn('This is not PDF/X-4.', self.run_raw('print', 'check', office).out)
        self.assert_fails(self.run_raw('print', 'check', self.folder / 'none.pdf'), 'no file')

    def test_a_picture_in_a_brochure(self):
        self.init()
        brochure = self.do('brochure', 'new', '--title', 'Mach mit').json()['id']
        frames = self.do('brochure', 'picture', brochure).json()
        frame = frames[0]['frame']
        drawing, text = self.folder / 'logo.svg', self.folder / 'text.svg'
        drawing.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><path d="M0 0h5v5z"/></svg>')
        text.write_text('no drawing')
        self.do('brochure', 'picture', brochure, frame, drawing, '--about', 'Logo')
        self.assertEqual(self.do('brochure', 'picture', brochure).json()[0]['about'], 'Logo')
        self.do('brochure', 'picture', brochure, frame, '--about', 'Wappen')
        self.assertEqual(self.do('brochure', 'picture', brochure).json()[0]['about'], 'Wappen')
        self.assert_fails(self.run_command('brochure', 'picture', brochure, frame, text), 'JPEG')
        self.assert_fails(self.run_command('brochure', 'picture', brochure, 'nowhere', drawing), 'nowhere')
        self.assert_fails(self.run_command('brochure', 'picture', brochure, frame, self.folder / 'none.svg'), 'cannot be read')
        self.assertEqual(self.run_command('brochure', 'picture', brochure, frame).status, USAGE)
        self.assertEqual(self.run_command('brochure', 'picture', brochure, frame, drawing, '--page', '0').status, USAGE)
        self.assertEqual(self.do('brochure', 'picture', brochure).json()[0]['about'], 'Wappen')

    def test_a_brochure_for_a_shop_with_wishes(self):
        self.init()
        brochure = self.do('brochure', 'new', '--title', 'Mach mit').json()['id']
        shop, text = self.folder / 'shop.pdf', self.folder / 'shop.icc'
        said = self.do('brochure', 'export', brochure, '--output', shop, '--preset', 'german-x3').json()
        self.assertEqual((said['flavour'], said['preset']), ('PDF/X-3', 'german-x3'))
        self.assertEqual(self.run_raw('--json', 'print', 'check', shop, '--x3').json(), {'rules': 'PDF/X-3', 'passed': True, 'findings': []})
        self.assertIn('This is not PDF/X-4.', self.run_raw('print', 'check', shop, '--x4').out)
        before = shop.read_bytes()
        text.write_text('no profile')
        self.assert_fails(self.run_command('brochure', 'export', brochure, '--output', shop, '--profile', text), 'four inks')
        self.assertEqual(shop.read_bytes(), before)
        profile = next(pathlib.Path('/usr/share/color/icc').glob('*/FOGRA47L_uncoated.icc'))
        self.do('brochure', 'export', brochure, '--output', shop, '--profile', profile)
        self.assertIn(b'FOGRA47', shop.read_bytes())
        picture = self.folder / 'page.png'
        self.assertEqual(self.run_raw('--json', 'print', 'proof', shop, '--page', '2', '--ink', 'black', '--output', picture).json(),
                         {'output': str(picture), 'ink': 'black', 'page': 2})
        self.assertTrue(picture.read_bytes().startswith(b'\x89PNG'))
        self.assert_fails(self.run_raw('print', 'proof', shop, '--page', '9', '--output', picture), 'no page 9')
        self.assert_fails(self.run_raw('print', 'proof', text, '--output', picture), 'PDF')
        self.assertEqual(self.run_raw('print', 'proof', shop, '--ink', 'red', '--output', picture).status, USAGE)
        self.assertEqual(self.run_raw('print', 'proof', shop).status, USAGE)
        self.assertEqual(self.run_command('brochure', 'export', brochure, '--output', shop, '--screen', '--profile', profile).status, USAGE)

    def test_a_brochure_for_the_screen(self):
        self.init()
        brochure = self.do('brochure', 'new', '--title', 'Mach mit').json()['id']
        screen = self.folder / 'screen.pdf'
        said = self.do('brochure', 'export', brochure, '--output', screen, '--screen').json()
        self.assertEqual((said['flavour'], said['pages'], said['preset']), ('PDF/UA-1', 8, None))
        self.assertEqual(self.run_raw('--json', 'print', 'check', screen, '--ua').json(), {'rules': 'PDF/UA-1', 'passed': True, 'findings': []})
        self.assertIn('This is PDF/UA-1', self.run_raw('print', 'check', screen, '--ua').out)
        self.assertEqual(self.run_raw('print', 'check', screen, '--x4').status, FAILED)
        self.assertEqual(self.run_raw('print', 'check', screen, '--x4', '--ua').status, USAGE)
        self.assertEqual(self.run_command('brochure', 'export', brochure, '--output', screen, '--screen', '--booklet').status, USAGE)

    def test_people_read_what_scripts_do_not(self):
        self.do('init', json_too=False)
        said = self.do('import', DISTRICT, json_too=False)
        self.assertIn('1263 rows: 1260 new, 0 changed, 0 the same, 2 wrong, 1 blank', said.out)
        self.assertRaises(json.JSONDecodeError, said.json)
        self.assertIn('Zwickau', self.do('members', '--search', 'zwickau', json_too=False).out)


if __name__ == '__main__':
    ctl.main()
