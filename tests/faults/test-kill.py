#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Killed at any moment of an import, a register holds nothing of it or all of it, and opens."""

import shutil
import subprocess
import time

import ctl
from ctl import DISTRICT

N_KILLS = 15


class Kill(ctl.Office):
    def import_time(self):
        start = time.monotonic()
        self.do('import', DISTRICT)
        return time.monotonic() - start

    def kill_import_after(self, seconds):
        """Whether the import was still at work."""
        process = subprocess.Popen(self.arguments('import', DISTRICT), stdout=subprocess.DEVNULL, env=self.environment())
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
        return process.wait() == -9

    def restore(self, copy):
        for ending in ('', '-wal', '-shm'):
            self.register.with_name(self.register.name + ending).unlink(missing_ok=True)
        shutil.copyfile(copy, self.register)

    def test_an_import_is_whole_or_not_there(self):
        self.init()
        copy = self.folder / 'copy'
        shutil.copyfile(self.register, copy)
        duration = self.import_time()
        n_killed = 0
        for moment in range(N_KILLS):
            self.restore(copy)
            n_killed += self.kill_import_after(duration * (0.2 + 0.7 * moment / N_KILLS))
            # Opening reads every page once: quick_check.
            self.assertIn(self.count_people(), (0, 1260))
        # The first ones at least; the others may have been quicker this time.
        self.assertGreater(n_killed, 2)
        counts = self.do('import', DISTRICT).json()
        self.assertEqual(counts['new'] + counts['same'], 1260)
        self.assertEqual(self.count_people(), 1260)

    def test_killing_again_and_again_loses_nothing(self):
        self.init()
        (self.folder / 'list.csv').write_text('Vorname;Name\nKim;Noack\n')
        self.do('import', self.folder / 'list.csv')
        duration = self.import_time()
        self.do('undo')
        for moment in range(3):
            self.kill_import_after(duration * (0.5 + 0.15 * moment))
        self.assertEqual(len(self.do('members', '--search', 'noack kim').json()), 1)


if __name__ == '__main__':
    ctl.main()
