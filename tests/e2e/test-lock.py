# SPDX-License-Identifier: GPL-3.0-or-later
"""A register that is left open on a desk locks itself."""

import time
import unittest

from desk import Desk

HURRY = 120
MINUTES = 15  # as the settings have it


class Lock(Desk):
    def test_a_register_that_nobody_works_on_is_locked(self):
        self.init()
        window = self.start_unlocked(hurry=HURRY)
        window.wait(role='list', name='Parts of the program')
        start = time.monotonic()
        window.wait(role='grouping', name='Register Locked')
        self.assertGreater(time.monotonic() - start, MINUTES * 60 / HURRY / 2)
        self.assertIsNone(window.find(role='list', name='Parts of the program'))
        window.wait(role='text', name='Passphrase').fill(self.passphrase.read_text(encoding='utf-8').strip())
        window.wait(role='button', name='Unlock').click()
        window.wait(role='list', name='Parts of the program')


if __name__ == '__main__':
    unittest.main()
