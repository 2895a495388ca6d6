#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""No name of a member is found in the raw files, while the program works and after it was killed."""

import csv
import subprocess

import ctl
from ctl import DISTRICT


def distinctive_names():
    """Family names and e-mail addresses long enough not to come about by chance, as UTF-8 and as the list has them."""
    with DISTRICT.open(encoding='cp1252', newline='') as file:
        rows = list(csv.DictReader(file, delimiter=';'))
    words = {row['Name'].strip() for row in rows} | {row['E-Mail'].strip() for row in rows}
    words = sorted(word for word in words if len(word) >= 6)[::3][:300]
    return {word.encode(encoding) for word in words for encoding in ('utf-8', 'cp1252', 'utf-16-le')}


NAMES = distinctive_names()


def found_in(path):
    try:
        data = path.read_bytes()
    except OSError:
        return []  # It is gone by now.
    return [name for name in NAMES if name in data]


class Names(ctl.Office):
    def look(self):
        """Look through all files that the program may have written, and return how many there were."""
        n_files = 0
        for path in self.folder.rglob('*'):
            if path.is_file():
                self.assertEqual(found_in(path), [], path)
                n_files += 1
        return n_files

    def test_the_search_finds_names_where_they_are(self):
        self.assertGreater(len(NAMES), 400)
        self.assertGreater(len(found_in(DISTRICT)), 100)

    def test_no_name_is_in_the_clear_while_a_list_is_imported(self):
        self.init()
        process = subprocess.Popen(self.arguments('import', DISTRICT), stdout=subprocess.DEVNULL, env=self.environment())
        looked = 0
        while process.poll() is None:
            looked += self.look()
        self.assertEqual(process.returncode, 0)
        self.assertGreater(looked, 2)
        self.assertEqual(self.count_people(), 1260)
        self.look()

    def test_no_name_is_in_the_clear_after_killing(self):
        self.init()
        self.do('import', DISTRICT)
        for moment in (0.35, 0.45):
            process = subprocess.Popen(self.arguments('import', ctl.WEB), stdout=subprocess.DEVNULL, env=self.environment())
            try:
                process.wait(moment)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            self.look()
        self.assertGreaterEqual(self.count_people(), 1260)

    def test_no_name_is_in_the_clear_after_sorting_searching_and_undoing(self):
        self.init()
        self.do('import', DISTRICT)
        self.do('members', '--search', 'mül')
        self.do('letters', 'due', '--date', '2026-11-22')
        self.do('undo')
        self.look()


if __name__ == '__main__':
    ctl.main()
