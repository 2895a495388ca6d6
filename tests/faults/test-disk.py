#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A disk that is full, files that may not grow, places that nothing can be written to."""

import os
import resource
import subprocess
import sys
import unittest

import ctl
from ctl import DISTRICT, FAILED

INSIDE = '--inside'
SENTENCE = ('space', 'full')


def limit_files_to(size):
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def may_mount():
    command = ['unshare', '-rm', 'sh', '-c', 'mount -t tmpfs tmpfs /mnt']
    try:
        return subprocess.run(command, capture_output=True).returncode == 0
    except OSError:
        return False


class Disk(ctl.Office):
    def assert_no_space(self, said):
        self.assertEqual(said.status, FAILED, said.err)
        self.assertTrue(any(word in said.err for word in SENTENCE), said.err)

    def count_due(self):
        return len(self.do('letters', 'due', '--date', '2026-11-22').json())

    def print_letters(self, output, **more):
        return self.run_command('letters', 'print', '--due', '--date', '2026-11-22', '--output', output, **more)


class Limits(Disk):
    def test_a_file_that_may_not_grow_is_an_error_and_not_the_end(self):
        self.init()
        for size in (512 * 1024, 1024 * 1024):
            self.assert_no_space(self.run_command('import', DISTRICT, preexec_fn=limit_files_to(size)))
            self.assertEqual(self.count_people(), 0)
        self.do('import', DISTRICT)
        self.assertEqual(self.count_people(), 1260)

    def test_a_register_that_cannot_be_made_leaves_nothing(self):
        said = self.run_command('init', preexec_fn=limit_files_to(16 * 1024))
        self.assert_no_space(said)
        self.assertEqual([path.name for path in self.folder.iterdir() if path.name.startswith('register')], [])

    def test_letters_that_cannot_be_written_are_not_on_file(self):
        self.init()
        self.do('import', DISTRICT)
        out = self.folder / 'out'
        self.assertEqual(self.print_letters(out / 'letters.pdf', preexec_fn=limit_files_to(50 * 1024)).status, FAILED)
        self.assertEqual(list(out.iterdir()), [])
        for place in (out / 'missing/letters.pdf', '/proc/letters.pdf', out):
            self.assertEqual(self.print_letters(place).status, FAILED, place)
        self.assertEqual(list(out.iterdir()), [])
        self.assertEqual(self.count_due(), 92)

    def test_a_file_that_is_there_stays_when_the_new_one_fails(self):
        self.init()
        self.do('import', DISTRICT)
        output = self.folder / 'out/letters.pdf'
        output.write_text('older letters')
        self.assertEqual(self.print_letters(output, preexec_fn=limit_files_to(50 * 1024)).status, FAILED)
        self.assertEqual(output.read_text(), 'older letters')


@unittest.skipUnless(INSIDE in sys.argv, 'needs a file system of its own')
class Full(Disk):
    """Inside a name space of its own, where file systems can be made as small as one likes."""

    def mount(self, name, size):
        place = self.folder / name
        place.mkdir()
        subprocess.run(['mount', '-t', 'tmpfs', '-o', f'size={size}', 'tmpfs', place], check=True)
        self.addCleanup(subprocess.run, ['umount', '-l', place])
        return place

    def leave_room(self, disk, size):
        """Fill the disk up but for SIZE bytes. Returns what it is filled with."""
        ballast = disk / 'ballast'
        room = os.statvfs(disk)
        ballast.write_bytes(bytes(room.f_bavail * room.f_frsize - size))
        return ballast

    def test_a_full_disk_loses_nothing_and_works_again_with_room(self):
        disk = self.mount('disk', '16m')
        self.register = disk / 'register'
        ballast = self.leave_room(disk, 1500 * 1024)
        self.init()
        for _ in range(2):
            self.assert_no_space(self.run_command('import', DISTRICT))
            self.assertEqual(self.count_people(), 0)
        ballast.unlink()
        self.do('import', DISTRICT)
        self.assertEqual(self.count_people(), 1260)

    def test_what_was_there_before_is_there_after(self):
        disk = self.mount('disk', '64m')
        self.register = disk / 'register'
        self.init()
        self.do('import', DISTRICT)
        ballast = self.leave_room(disk, 200 * 1024)
        self.assert_no_space(self.run_command('import', ctl.WEB))
        ballast.unlink()
        self.assertEqual(self.count_people(), 1260)
        self.assertEqual(self.do('import', DISTRICT).json()['same'], 1260)

    def test_no_half_register_is_made_on_a_full_disk(self):
        disk = self.mount('disk', '64k')
        self.register = disk / 'register'
        self.assert_no_space(self.run_command('init'))
        self.assertEqual(list(disk.iterdir()), [])

    def test_letters_for_a_full_disk_are_not_on_file(self):
        self.init()
        self.do('import', DISTRICT)
        disk = self.mount('disk', '40k')
        self.assert_no_space(self.print_letters(disk / 'letters.pdf'))
        self.assertEqual(list(disk.iterdir()), [])
        self.assertEqual(self.count_due(), 92)


if __name__ == '__main__':
    if INSIDE not in sys.argv and may_mount():
        os.execvp('unshare', ['unshare', '-rm', sys.executable, *sys.argv, INSIDE])
    ctl.main()
