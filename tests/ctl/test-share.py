#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A shared database between several registers, as a script sees it."""

import concurrent.futures
import csv
import shutil

import ctl
from ctl import DATA, DISTRICT, DONE, FAILED, USAGE

HEADER = ['Mitgl.-Nr.', 'Vorname', 'Name', 'Straße', 'PLZ', 'Ort', 'E-Mail', 'Eintritt', 'Status']


class Offices(ctl.Office):
    def setUp(self):
        super().setUp()
        self.secret = self.folder / 'share-passphrase'
        self.secret.write_text('vier Worte für alle\n', encoding='utf-8')
        self.place = self.folder / 'share.mitmachen'

    def machine(self, name):
        """The register of a machine; made when it is asked for the first time."""
        path = self.folder / f'{name}.register'
        if not path.exists():
            self.ask(name, 'init')
        return path

    def ask(self, name, *words, status=DONE, **more):
        path = self.folder / f'{name}.register'
        said = self.run_command(*words, register=path, **more)
        self.assertEqual(said.status, status, f'{name} {words}: {said.out}{said.err}')
        return said

    def create(self, name, *options):
        self.machine(name)
        return self.ask(name, 'share', 'create', self.place, '--person', 'Anna', '--device', name, '--share-passphrase-file', self.secret,
                        *options).json()

    def join(self, name, **more):
        self.machine(name)
        return self.ask(name, 'share', 'join', self.place, '--device', name, '--share-passphrase-file', self.secret, **more)

    def sync(self, *names):
        for name in names:
            self.ask(name, 'share', 'sync')

    def dump(self, name):
        return self.ask(name, 'dump', json_too=False).out

    def list_of(self, file, *rows):
        path = self.folder / file
        with path.open('w', encoding='utf-8', newline='') as out:
            writer = csv.writer(out, delimiter=';')
            writer.writerow(HEADER)
            writer.writerows(rows)
        return path

    def person(self, number, street='Am Markt 1', given='Erika', family='Beispiel'):
        return [number, given, family, street, '08056', 'Zwickau', f'{given}{number}@example.org'.lower(), '01.02.2026', 'Mitglied']

    def take_in(self, name, *rows):
        return self.ask(name, 'import', self.list_of(f'{name}.csv', *rows))


class Sharing(Offices):
    def check_two_machines(self, *options):
        self.machine('office')
        self.ask('office', 'import', DISTRICT)
        made = self.create('office', *options)
        self.assertRegex(made['recovery_code'], r'^([0-9A-Z]{4}-){8}[0-9A-Z]{2}$')
        joined = self.join('laptop').json()
        self.assertGreater(joined['received'], 1260)
        # Whoever has both lists may find duplicates that nobody has seen before.
        self.sync('laptop', 'office')
        self.assertEqual(self.dump('office'), self.dump('laptop'))
        self.take_in('laptop', self.person('77001'))
        self.sync('laptop', 'office')
        self.assertEqual(self.dump('office'), self.dump('laptop'))
        self.assertIn('"77001"', self.dump('office'))

    def test_a_file_between_two_machines(self):
        self.check_two_machines()
        self.assertTrue(self.place.is_file())

    def test_a_folder_between_two_machines(self):
        self.check_two_machines('--folder')
        self.assertTrue(self.place.is_dir())

    def test_the_dump_is_sorted_lines_of_json(self):
        self.machine('office')
        self.take_in('office', self.person('1'), self.person('2', given='Max'))
        lines = self.dump('office').splitlines()
        self.assertTrue(all(line.startswith('{"table":"') for line in lines))
        rows = [line.split('"column"')[0] for line in lines if '"table":"person"' in line]
        self.assertEqual(rows, sorted(rows))

    def test_nothing_of_anybody_lies_on_the_share_in_the_clear(self):
        self.create('office', '--folder')
        self.take_in('office', self.person('4711', family='Unverwechselbar'))
        self.sync('office')
        for path in self.place.iterdir():
            data = path.read_bytes()
            for text in ('Unverwechselbar', 'example.org', 'Anna', 'office', '4711'):
                self.assertNotIn(text.encode(), data, path.name)
            self.assertRegex(path.name, r'^[a-z0-9.-]{1,64}$')

    def test_both_versions_of_a_change_are_kept_and_one_is_chosen(self):
        self.create('office')
        self.take_in('office', self.person('1'))
        self.sync('office')
        self.join('laptop')
        self.take_in('office', self.person('1', street='Büroweg 1'))
        self.take_in('laptop', self.person('1', street='Laptopgasse 2'))
        self.sync('office', 'laptop', 'office')
        self.assertEqual(self.dump('office'), self.dump('laptop'))
        conflict, = self.ask('office', 'share', 'conflicts').json()
        self.assertEqual((conflict['field'], conflict['shown']['value'], conflict['other']['value']), ('street', 'Laptopgasse 2', 'Büroweg 1'))
        self.assertEqual((conflict['shown']['by'], conflict['other']['by']), ('laptop', 'office'))
        self.assertIn('Erika Beispiel', self.ask('office', 'share', 'conflicts', json_too=False).out)
        self.ask('laptop', 'share', 'resolve', conflict['key'], '--take-other')
        self.sync('laptop', 'office')
        self.assertEqual(self.ask('office', 'share', 'conflicts').json(), [])
        self.assertIn('Büroweg 1', self.dump('office'))
        self.ask('office', 'share', 'resolve', conflict['key'], '--keep', status=FAILED)
        self.ask('office', 'share', 'resolve', 'nonsense', '--keep', status=USAGE)

    def test_the_same_person_on_two_machines_is_noted_as_a_possible_duplicate(self):
        self.create('office')
        self.take_in('office', self.person('1'))
        self.machine('laptop')
        self.take_in('laptop', self.person('1'))
        self.sync('office')
        self.join('laptop')
        self.sync('laptop', 'office', 'laptop', 'office')
        self.assertEqual(self.dump('office'), self.dump('laptop'))
        self.assertEqual(self.dump('office').count('"table":"duplicate","row"'), 5)

    def test_a_wrong_passphrase_is_told_and_changes_nothing(self):
        self.create('office')
        self.secret.write_text('ganz andere Worte\n', encoding='utf-8')
        said = self.join('laptop', status=FAILED)
        self.assertIn('passphrase', said.err)
        self.assertFalse(self.ask('laptop', 'share', 'status').json()['takes_part'])

    def test_the_recovery_code_joins(self):
        code = self.create('office')['recovery_code']
        self.secret.write_text(code.lower().replace('-', ' ') + '\n', encoding='utf-8')
        self.join('laptop')
        self.secret.write_text(('A' if code[0] != 'A' else 'B') + code[1:] + '\n', encoding='utf-8')
        self.assertIn('recovery code', self.join('third', status=FAILED).err)

    def test_somebody_is_invited_and_removed(self):
        self.create('office', '--folder')
        berts = self.folder / 'berts'
        berts.write_text('Berts eigene Worte\n', encoding='utf-8')
        self.ask('office', 'share', 'invite', 'Bert', '--share-passphrase-file', berts)
        self.secret.write_text(berts.read_text(encoding='utf-8'), encoding='utf-8')
        self.join('laptop')
        people = {(entry['kind'], entry['name']) for entry in self.ask('office', 'share', 'people').json()}
        self.assertEqual(people, {('person', 'Anna'), ('person', 'Bert'), ('device', 'office'), ('device', 'laptop'), ('recovery', '')})
        self.ask('office', 'share', 'remove', 'Bert')
        self.assertIn('keys', self.ask('laptop', 'share', 'sync', status=FAILED).err)
        self.ask('office', 'share', 'sync')
        self.ask('office', 'share', 'remove', 'Anna', status=FAILED)
        self.ask('office', 'share', 'remove', 'Niemand', status=FAILED)
        self.join('third', status=FAILED)

    def test_it_moves_from_a_file_to_a_folder_and_back(self):
        self.create('office')
        self.join('laptop')
        folder, file = self.folder / 'as-folder', self.folder / 'as-file'
        self.ask('office', 'share', 'move', folder, '--copy', '--folder')
        self.ask('laptop', 'share', 'move', folder)
        self.take_in('office', self.person('1'))
        self.sync('office', 'laptop')
        self.assertEqual(self.dump('office'), self.dump('laptop'))
        self.ask('office', 'share', 'move', file, '--copy', '--file')
        self.ask('laptop', 'share', 'move', file)
        self.take_in('laptop', self.person('2', given='Max'))
        self.sync('laptop', 'office')
        self.assertEqual(self.dump('office'), self.dump('laptop'))
        self.ask('office', 'share', 'move', self.folder / 'nowhere', status=FAILED)

    def test_who_leaves_keeps_everything(self):
        self.create('office')
        self.take_in('office', self.person('1'))
        self.sync('office')
        self.join('laptop')
        before = self.dump('laptop')
        self.ask('laptop', 'share', 'leave')
        self.assertEqual(self.dump('laptop'), before)
        self.ask('laptop', 'share', 'sync', status=FAILED)
        self.ask('laptop', 'share', 'leave', status=FAILED)
        self.join('laptop')

    def test_an_erased_person_is_gone_on_every_machine(self):
        self.create('office', '--folder')
        self.take_in('office', self.person('1', family='Unverwechselbar'))
        self.sync('office')
        self.join('laptop')
        person = self.ask('office', 'members').json()[0]['id']
        self.ask('office', 'erase', person, status=FAILED)
        # Whoever's coming was taken back is as good as in the bin.
        self.ask('office', 'undo')
        self.ask('office', 'erase', person)
        self.sync('office', 'laptop', 'office')
        self.assertEqual(self.dump('office'), self.dump('laptop'))
        self.assertNotIn('Unverwechselbar', self.dump('laptop'))
        erasure, = self.ask('office', 'share', 'status').json()['erasures']
        self.assertEqual((erasure['confirmed'], erasure['waiting_for']), (1, []))
        self.assertEqual([path.suffix for path in self.place.iterdir() if path.suffix == '.seg'], [])

    def test_a_copied_register_becomes_a_machine_of_its_own(self):
        self.create('office')
        self.join('laptop')
        shutil.copy(self.folder / 'laptop.register', self.folder / 'clone.register')
        self.take_in('laptop', self.person('1'))
        self.take_in('clone', self.person('2', given='Max'))
        self.sync('laptop')
        self.assertTrue(self.ask('clone', 'share', 'sync').json()['new_device'])
        self.sync('office', 'laptop', 'clone', 'office', 'laptop')
        self.assertEqual(self.dump('office'), self.dump('laptop'))
        self.assertEqual(self.dump('office'), self.dump('clone'))

    def test_a_register_put_back_from_a_backup_loses_nothing(self):
        self.create('office')
        self.join('laptop')
        backup = self.folder / 'backup'
        shutil.copy(self.folder / 'laptop.register', backup)
        self.take_in('laptop', self.person('1'))
        self.sync('laptop')
        shutil.copy(backup, self.folder / 'laptop.register')
        self.take_in('laptop', self.person('2', given='Max'))
        self.sync('laptop', 'office', 'laptop')
        self.assertEqual(self.dump('office'), self.dump('laptop'))
        self.assertEqual(len(self.ask('office', 'members').json()), 2)

    def check_many_at_once(self, *options):
        machines = [f'machine{n}' for n in range(3)]
        self.create('office', *options)
        for name in machines:
            self.join(name)

        def work(name):
            for n in range(2):
                self.take_in(name, self.person(f'{name[-1]}{n}', given=f'P{name[-1]}{n}'))
                self.ask(name, 'share', 'sync')

        with concurrent.futures.ThreadPoolExecutor(3) as pool:
            list(pool.map(work, machines))
        for _ in range(2):
            self.sync(*machines, 'office')
        self.assertEqual(len(self.ask('office', 'members').json()), 6)
        for name in machines:
            self.assertEqual(self.dump(name), self.dump('office'))

    def test_several_at_once_in_a_folder(self):
        self.check_many_at_once('--folder')

    def test_several_at_once_in_a_file(self):
        self.check_many_at_once()

    def test_every_format_that_was_ever_written_is_read(self):
        """The files were written by the first program that had the format, and stay as they are."""
        for number in (1,):
            shutil.copy(DATA / f'share-format-{number}.mitmachen', self.place)
            name = f'reader{number}'
            self.join(name)
            self.assertEqual(self.dump(name), (DATA / f'share-format-{number}.jsonl').read_text(encoding='utf-8'))
            conflict, = self.ask(name, 'share', 'conflicts').json()
            self.assertEqual(conflict['other']['value'], 'Büroweg 1')
            # And what is written into it now is read by whoever comes next.
            self.take_in(name, self.person('9', given='Neu'))
            self.sync(name)
            self.join(f'second{number}')
            self.assertEqual(self.dump(name), self.dump(f'second{number}'))

    def test_it_says_so_if_there_is_none(self):
        self.machine('office')
        for words in (['sync'], ['people'], ['leave'], ['compact'], ['invite', 'Bert', '--share-passphrase-file', self.secret]):
            self.assertIn('no shared database', self.ask('office', 'share', *words, status=FAILED).err)
        for words in (['create'], ['join'], ['invite'], ['remove'], ['resolve'], ['move']):
            self.ask('office', 'share', *words, status=USAGE)


class Backups(Offices):
    def test_a_restored_backup_works_beside_the_register_it_was_made_of(self):
        self.machine('office')
        self.take_in('office', self.person('77001'))
        self.create('office')
        backup = self.folder / 'backup'
        self.ask('office', 'back-up', backup)
        before = backup.read_bytes()
        self.take_in('office', self.person('77002', given='Max', family='Muster'))
        self.sync('office')
        self.ask('restored', 'restore', backup)
        self.assertEqual(backup.read_bytes(), before)
        self.take_in('restored', self.person('77003', given='Ida', family='Probe'))
        self.sync('restored', 'office', 'restored')
        self.assertEqual(self.dump('office'), self.dump('restored'))
        self.assertEqual(len(self.ask('office', 'members').json()), 3)
        self.assertEqual(len(self.ask('office', 'share', 'status').json()['devices']), 2)
        # Neither over a register that is there, nor with another passphrase.
        self.ask('office', 'restore', backup, status=FAILED)
        self.passphrase.write_text('falsch\n', encoding='utf-8')
        self.ask('other', 'restore', backup, status=FAILED)
        self.assertFalse((self.folder / 'other.register').exists())

    def test_a_copy_is_made_before_joining_and_goes_with_the_first_erasure(self):
        self.machine('office')
        self.create('office')
        self.machine('laptop')
        self.take_in('laptop', self.person('77001'))
        self.join('laptop')
        copy = self.folder / 'laptop.register.before-joining'
        self.assertTrue(copy.exists())
        person = self.ask('laptop', 'members').json()[0]['id']
        self.ask('laptop', 'undo')
        self.ask('laptop', 'erase', person)
        self.assertFalse(copy.exists())


class Exchange(Offices):
    """Two districts that do not know each other's members."""

    def setUp(self):
        super().setUp()
        for name in ('north', 'south'):
            self.ask(name, 'init', '--district', f'Kreisverband {name.title()}')
        self.text = self.folder / 'text.txt'
        self.text.write_text('Wir laden alle Neuen zum Frühstück ein.\n', encoding='utf-8')

    def sync(self, *names):
        for name in names:
            self.ask(name, '--exchange', 'share', 'sync')

    def list(self, name):
        return [(post['title'], post['district']) for post in self.ask(name, 'exchange', 'list').json()]

    def test_a_text_goes_from_one_district_to_the_other_and_people_stay(self):
        self.take_in('north', self.person('77001'))
        self.ask('north', '--exchange', 'share', 'create', self.place, '--person', 'Nord', '--device', 'Kreisverband North', '--share-passphrase-file', self.secret)
        self.ask('south', '--exchange', 'share', 'join', self.place, '--device', 'Kreisverband South', '--share-passphrase-file', self.secret)
        made = self.ask('north', 'exchange', 'publish', self.text, '--title', 'Frühstück', '--kind', 'method').json()
        self.sync('north', 'south')
        self.assertEqual(self.list('south'), [('Frühstück', 'Kreisverband North')])
        self.assertEqual(self.ask('south', 'members').json(), [])
        self.ask('south', 'exchange', 'publish', self.text, '--title', 'Nachgemacht', '--about', made['id'])
        self.sync('south', 'north')
        self.assertEqual(len(self.ask('north', 'exchange', 'show', made['id']).json()), 2)
        one, other = (self.ask(name, '--exchange', 'dump', json_too=False).out for name in ('north', 'south'))
        self.assertEqual(one, other)
        self.assertIn('Nachgemacht', one)
        self.assertNotIn('Nachgemacht', self.dump('north'))
        self.ask('north', 'exchange', 'withdraw', made['id'])
        self.sync('north', 'south')
        self.assertEqual(self.list('south'), [])
        # Nothing in the clear, and nobody's login.
        self.assertNotIn('Frühstück'.encode(), self.place.read_bytes())

    def test_a_text_about_somebody_stays_until_somebody_has_looked(self):
        self.take_in('north', self.person('77001'))
        self.text.write_text('Fragt Erika Beispiel.', encoding='utf-8')
        found = self.ask('north', 'exchange', 'check', self.text).json()
        self.assertEqual(found, [{'kind': 'name', 'text': 'Erika Beispiel'}])
        self.ask('north', 'exchange', 'publish', self.text, '--title', 'x', status=FAILED)
        self.assertEqual(self.list('north'), [])
        self.ask('north', 'exchange', 'publish', self.text, '--title', 'x', '--despite-findings')
        self.assertEqual(len(self.list('north')), 1)


if __name__ == '__main__':
    ctl.main()
