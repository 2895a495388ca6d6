# SPDX-License-Identifier: GPL-3.0-or-later
"""mitmachenctl for tests: a register in a folder of its own, and what a command said."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

PROGRAM = os.environ['MITMACHENCTL']
DATA = Path(os.environ['G_TEST_SRCDIR']) / 'data'
DISTRICT = DATA / 'members-district.csv'
WEB = DATA / 'supporters-web.csv'

DONE, FAILED, USAGE = 0, 1, 2


class Said:
    """What a command said, and how it ended."""

    def __init__(self, done):
        self.status = done.returncode
        self.out = done.stdout
        self.err = done.stderr

    def json(self):
        return json.loads(self.out)


class Office(unittest.TestCase):
    """A test with a register. Its folder is home and place for temporary files as well, so that both can be looked at."""

    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix='mitmachen-test-'))
        self.addCleanup(shutil.rmtree, self.folder, True)
        self.register = self.folder / 'register.mitmachen'
        self.passphrase = self.folder / 'passphrase'
        self.passphrase.write_text('vier Wörter zum Probieren\n', encoding='utf-8')
        for name in ('home', 'tmp', 'out'):
            (self.folder / name).mkdir()

    def environment(self):
        places = {'HOME': self.folder / 'home', 'TMPDIR': self.folder / 'tmp', 'SQLITE_TMPDIR': self.folder / 'tmp',
                  'XDG_CACHE_HOME': self.folder / 'home/cache', 'XDG_DATA_HOME': self.folder / 'home/data'}
        return {**os.environ, **{name: str(path) for name, path in places.items()}}

    def arguments(self, *words, register=None, json_too=True):
        options = ['--register', register or self.register, '--passphrase-file', self.passphrase]
        return [PROGRAM, *map(str, options), *(['--json'] if json_too else []), *map(str, words)]

    def run_raw(self, *words, **more):
        return Said(subprocess.run([PROGRAM, *map(str, words)], capture_output=True, text=True, stdin=subprocess.DEVNULL,
                                   env=self.environment(), **more))

    def run_command(self, *words, register=None, json_too=True, **more):
        return Said(subprocess.run(self.arguments(*words, register=register, json_too=json_too), capture_output=True, text=True,
                                   stdin=subprocess.DEVNULL, env=self.environment(), **more))

    def do(self, *words, **more):
        said = self.run_command(*words, **more)
        self.assertEqual(said.status, DONE, said.err)
        return said

    def init(self):
        self.do('init', '--district', 'Kreisverband Zwickau')

    def count_people(self):
        return len(self.do('members').json())

    def assert_fails(self, said, *words):
        """It failed with a sentence, on a line of its own, that has all of @words in it."""
        self.assertEqual(said.status, FAILED, said.err)
        self.assertTrue(said.err.startswith('mitmachenctl: '), said.err)
        for word in words:
            self.assertIn(word, said.err)


def main():
    unittest.main(argv=[sys.argv[0]], verbosity=2)
