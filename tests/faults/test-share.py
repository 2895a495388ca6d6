#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Shares that are full, cannot be written to or vanish, programs that are killed, and what others may find there."""

import random
import signal
import subprocess
import sys
import time
import unittest

import ctl
from ctl import DISTRICT, DONE, FAILED

INSIDE = '--inside'


def may_mount():
    command = ['unshare', '-rm', 'sh', '-c', 'mount -t tmpfs tmpfs /mnt']
    try:
        return subprocess.run(command, capture_output=True).returncode == 0
    except OSError:
        return False


class Shares(ctl.Office):
    def setUp(self):
        super().setUp()
        self.secret = self.folder / 'share-passphrase'
        self.secret.write_text('vier Worte für alle\n', encoding='utf-8')
        self.laptop = self.folder / 'laptop.register'

    def share(self, place, *options):
        self.init()
        self.do('share', 'create', place, '--person', 'Anna', '--share-passphrase-file', self.secret, *options)

    def join(self, place):
        self.do('init', register=self.laptop)
        self.do('share', 'join', place, '--share-passphrase-file', self.secret, register=self.laptop)

    def assert_agree(self):
        for _ in range(2):
            self.do('share', 'sync')
            self.do('share', 'sync', register=self.laptop)
        one = self.do('dump', json_too=False).out
        self.assertEqual(one, self.do('dump', json_too=False, register=self.laptop).out)
        return one


class Killed(Shares):
    def check(self, *options):
        place = self.folder / 'share'
        self.share(place, *options)
        self.join(place)
        random.seed(1)
        for n in range(4):
            file = self.folder / 'list.csv'
            file.write_text(f'Mitgl.-Nr.;Vorname;Name\n{n};Erika;Beispiel{n}\n', encoding='utf-8')
            self.do('import', file)
            process = subprocess.Popen(self.arguments('share', 'sync'), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=self.environment())
            time.sleep(0.45 + random.random() * 0.3)
            process.send_signal(signal.SIGKILL)
            process.wait()
        self.assertEqual(self.assert_agree().count('"column":"family"'), 4)

    def test_a_program_killed_while_it_sends_to_a_folder_loses_nothing(self):
        self.check('--folder')

    def test_a_program_killed_while_it_sends_to_a_file_loses_nothing(self):
        self.check()


class Short(Shares):
    def test_a_program_that_may_open_few_files_fails_with_a_sentence_and_loses_nothing(self):
        place = self.folder / 'share'
        self.share(place, '--folder')
        self.join(place)
        self.do('import', DISTRICT)
        codes = set()
        for n_files in (4, 8, 12, 16, 24):
            command = ['prlimit', f'--nofile={n_files}'] + [str(part) for part in self.arguments('share', 'sync')]
            done = subprocess.run(command, env=self.environment(), capture_output=True, text=True, timeout=60)
            codes.add(done.returncode)
            self.assertGreaterEqual(done.returncode, 0, f'killed with {n_files} files: {done.stderr}')
            if done.returncode == FAILED:
                self.assertRegex(done.stderr, r'(?m)^mitmachenctl: .+[.?]$')
        self.assertIn(FAILED, codes)
        self.assertIn('"column":"family"', self.assert_agree())


class Vanishing(Shares):
    def test_a_share_that_goes_and_comes_back(self):
        place = self.folder / 'share'
        self.share(place, '--folder')
        self.join(place)
        self.do('import', DISTRICT)
        away = place.rename(self.folder / 'away')
        self.assert_fails(self.run_command('share', 'sync'), 'not there')
        place.mkdir()
        self.assert_fails(self.run_command('share', 'sync'), 'empty')
        self.assertEqual(list(place.iterdir()), [])
        status = self.do('share', 'status').json()
        self.assertEqual(status['unsent'], 1)
        self.assertIn('empty', status['trouble'])
        place.rmdir()
        away.rename(place)
        self.assertGreater(self.assert_agree().count('"column":"family"'), 1000)

    def test_what_does_not_belong_there_is_left_alone(self):
        place = self.folder / 'share'
        self.share(place, '--folder')
        for name, data in (('desktop.ini', b'[x]'), ('notes.txt', b'MITM'), ('0' * 56 + '.seg', b''), ('ff.seg', b'MITM' + bytes(100))):
            (place / name).write_bytes(data)
        self.join(place)
        self.do('import', DISTRICT)
        self.assert_agree()
        self.assertEqual((place / 'desktop.ini').read_bytes(), b'[x]')
        self.assertEqual((place / 'notes.txt').read_bytes(), b'MITM')


class Mounted(Shares):
    """Inside a namespace of our own, where file systems can be mounted."""

    @unittest.skipUnless(may_mount(), 'this system allows no mounts of one’s own')
    def test_inside(self):
        done = subprocess.run(['unshare', '-rm', sys.executable, __file__, INSIDE], env=self.environment(), capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)


class Inside(Shares):
    def mount(self, *options):
        place = self.folder / 'mounted'
        place.mkdir(exist_ok=True)
        subprocess.run(['mount', *options, place], check=True)
        self.addCleanup(subprocess.run, ['umount', '-l', place])
        return place

    def test_a_full_share_keeps_what_is_there_and_takes_the_rest_later(self):
        for options in ((), ('--folder',)):
            with self.subTest(options):
                place = self.mount('-t', 'tmpfs', '-o', 'size=128k', 'tmpfs')
                for register in (self.register, self.laptop):
                    register.unlink(missing_ok=True)
                self.share(place / 'share', *options)
                self.join(place / 'share')
                self.do('import', DISTRICT)
                self.assert_fails(self.run_command('share', 'sync'), 'space')
                self.do('share', 'sync', register=self.laptop)
                self.assertEqual(self.do('share', 'status').json()['unsent'], 1)
                subprocess.run(['mount', '-o', 'remount,size=8m', place], check=True)
                self.assertEqual(self.assert_agree().count('"column":"family"'), 1260)
                subprocess.run(['umount', place], check=True)

    def test_a_share_that_can_only_be_read_gives_and_takes_nothing(self):
        place = self.mount('-t', 'tmpfs', 'tmpfs')
        self.share(place / 'share', '--folder')
        self.join(place / 'share')
        self.do('import', DISTRICT)
        self.do('share', 'sync')
        file = self.folder / 'list.csv'
        file.write_text('Mitgl.-Nr.;Vorname;Name\n1;Erika;Beispiel\n', encoding='utf-8')
        self.do('import', file, register=self.laptop)
        subprocess.run(['mount', '-o', 'remount,ro', place], check=True)
        self.assert_fails(self.run_command('share', 'sync', register=self.laptop), 'not written')
        self.assertEqual(len(self.do('members', register=self.laptop).json()), 1261)
        subprocess.run(['mount', '-o', 'remount,rw', place], check=True)
        self.assert_agree()

    def test_names_survive_where_capitals_do_not_count(self):
        place = self.mount('-t', 'tmpfs', 'tmpfs')
        self.share(place / 'share', '--folder')
        for path in (place / 'share').iterdir():
            self.assertEqual(path.name, path.name.lower())


if __name__ == '__main__':
    if INSIDE in sys.argv:
        sys.argv.remove(INSIDE)
        unittest.main(argv=[sys.argv[0], 'Inside'], verbosity=2)
    else:
        unittest.main(argv=[sys.argv[0], 'Killed', 'Short', 'Vanishing', 'Mounted'], verbosity=2)
