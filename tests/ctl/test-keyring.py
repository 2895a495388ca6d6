#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A register whose key the keyring of the desktop holds: with one that is open, one that is locked, and none at all."""

import os
import subprocess
import tempfile
import time
from pathlib import Path

import ctl
from ctl import DONE, FAILED

LOCK = ['dbus-send', '--session', '--print-reply', '--dest=org.freedesktop.secrets', '/org/freedesktop/secrets',
        'org.freedesktop.Secret.Service.Lock', 'array:objpath:/org/freedesktop/secrets/collection/login']


class Keyring(ctl.Office):
    def setUp(self):
        self.bus = 'unix:path=/nowhere'
        # A path of a socket must be short.
        self.runtime = tempfile.mkdtemp(prefix='mm-')
        super().setUp()
        self.init()
        self.addCleanup(subprocess.run, ['rm', '-rf', self.runtime], check=False)

    def environment(self):
        return {**super().environment(), 'DBUS_SESSION_BUS_ADDRESS': self.bus, 'XDG_RUNTIME_DIR': self.runtime}

    def start_keyring(self):
        """A session bus, and a keyring on it that is open."""
        bus = subprocess.Popen(['dbus-daemon', '--session', '--print-address', '--nofork'], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                               text=True, env=self.keyring_environment())
        self.addCleanup(bus.stdout.close)
        self.addCleanup(bus.wait)
        self.addCleanup(bus.kill)
        self.bus = bus.stdout.readline().strip()
        keyrings = self.folder / 'home/data/keyrings'
        keyrings.mkdir(parents=True)
        (keyrings / 'default').write_text('login', encoding='utf-8')
        keyring = subprocess.Popen(['gnome-keyring-daemon', '--foreground', '--login', '--components=secrets'], stdin=subprocess.PIPE,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=self.keyring_environment())
        self.addCleanup(keyring.wait)
        self.addCleanup(keyring.kill)
        keyring.stdin.write(b'pw')
        keyring.stdin.close()
        self.wait_for(Path(self.runtime) / 'keyring/control')
        subprocess.run(['gnome-keyring-daemon', '--start', '--components=secrets'], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                       env=self.keyring_environment(), check=True)
        self.wait_for(keyrings / 'login.keyring')

    def keyring_environment(self):
        """Its own warnings are not ours to mind: nobody can be asked here to unlock it."""
        return {**self.environment(), 'G_DEBUG': ''}

    def wait_for(self, path):
        deadline = time.monotonic() + 20
        while not path.exists():
            self.assertLess(time.monotonic(), deadline, 'the keyring does not start')
            time.sleep(0.05)

    def open_by_keyring(self):
        return self.run_raw('--register', self.register, '--keyring', '--json', 'members')

    def test_without_a_keyring_the_passphrase_opens_as_before(self):
        self.assert_fails(self.open_by_keyring(), 'no keyring that answers')
        self.assert_fails(self.run_command('remember', json_too=False), 'no keyring that answers')
        self.assertEqual(self.count_people(), 0)

    def test_what_is_remembered_opens_until_it_is_forgotten(self):
        self.start_keyring()
        self.assert_fails(self.open_by_keyring(), 'has no key for this register')
        self.do('remember')
        said = self.open_by_keyring()
        self.assertEqual((said.status, said.json()), (DONE, []))
        self.do('forget')
        self.assert_fails(self.open_by_keyring(), 'has no key for this register')
        self.assertEqual(self.count_people(), 0)

    def test_a_wrong_passphrase_is_not_remembered(self):
        self.start_keyring()
        self.passphrase.write_text('falsch\n', encoding='utf-8')
        self.assert_fails(self.run_command('remember', json_too=False), 'does not open the register')
        self.assert_fails(self.open_by_keyring(), 'has no key for this register')

    def test_a_locked_keyring_is_told_from_none(self):
        self.start_keyring()
        self.do('remember')
        subprocess.run(LOCK, stdout=subprocess.DEVNULL, env=self.environment(), check=True)
        before = self.register.read_bytes()
        said = self.open_by_keyring()
        self.assertEqual(said.status, FAILED, said.err)
        self.assertIn('The keyring of this computer is locked', said.err)
        self.assertEqual(self.register.read_bytes(), before)


if __name__ == '__main__':
    # What is asked for on a display has nowhere to appear.
    os.environ.pop('DISPLAY', None)
    os.environ.pop('WAYLAND_DISPLAY', None)
    ctl.main()
