#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each rule of check lets a clean tree pass and catches a dirty one; a rule that cannot fail checks nothing."""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

CHECK = Path(__file__).with_name('check')
NOTE = 'FIX' + 'ME'
PAGE = '<page xmlns="http://projectmallard.org/1.0/" id="{id}"><info><desc>d</desc></info><title>t</title>{body}</page>\n'
PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


class CheckTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.top = Path(self.folder.name)
        for name in ('src', 'tests', 'help', 'po'):
            (self.top / name).mkdir()

    def write(self, name, text):
        path = self.top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def status(self, rule):
        return subprocess.run([sys.executable, CHECK, rule, self.top], stdout=subprocess.DEVNULL).returncode

    def test_notes(self):
        self.write('src/a.c', 'int a; /* mktemp /tmp/fooXXXXXX */\n')
        self.assertEqual(self.status('notes'), 0)
        self.write('src/a.c', f'int a; /* {NOTE} */\n')
        self.assertEqual(self.status('notes'), 1)

    def test_notes_in_a_script_without_suffix(self):
        self.write('build-aux/a', f'#!/bin/sh\n# {NOTE}\n')
        self.assertEqual(self.status('notes'), 1)

    def test_build_folders_are_left_out(self):
        self.write('build/a.c', f'/* {NOTE} */\n')
        (self.top / 'build/meson-private').mkdir()
        self.assertEqual(self.status('notes'), 0)

    def test_whitespace(self):
        self.write('README.md', 'clean\n')
        self.assertEqual(self.status('whitespace'), 0)
        self.write('README.md', 'not clean \n')
        self.assertEqual(self.status('whitespace'), 1)

    def test_layers(self):
        self.write('src/members/view/a.c', 'void f (void) { gtk_widget_show (0); }\n')
        self.write('src/members/a.c', '/* gtk_widget_show () is\n * elsewhere */\nGdkPixbuf *p;\n')
        self.assertEqual(self.status('layers'), 0)
        self.write('src/members/a.c', 'void f (void) { adw_init (); }\n')
        self.assertEqual(self.status('layers'), 1)

    def test_layers_sees_headers_and_includes(self):
        self.write('src/page/a.h', '#include <gtk/gtk.h>\n')
        self.assertEqual(self.status('layers'), 1)

    def test_format(self):
        self.write('.clang-format', 'BasedOnStyle: GNU\n')
        self.write('src/a.c', 'int a;\n')
        self.assertEqual(self.status('format'), 0)
        self.write('src/a.c', 'int    a;\n')
        self.assertEqual(self.status('format'), 1)

    def test_reuse(self):
        self.write('LICENSES/CC0-1.0.txt', 'text\n')
        tag = 'SPDX-'
        self.write('src/a.c', f'// {tag}License-Identifier: CC0-1.0\n// {tag}FileCopyrightText: 2026 A\n')
        self.assertEqual(self.status('reuse'), 0)
        self.write('src/b.c', 'int b;\n')
        self.assertEqual(self.status('reuse'), 1)

    def test_potfiles(self):
        self.assertEqual(self.status('potfiles'), 77)
        self.write('src/a.c', 'char *a = _("a");\n')
        self.write('po/POTFILES.in', 'src/a.c\n')
        self.assertEqual(self.status('potfiles'), 0)
        self.write('src/b.blp', 'label: _("b");\n')
        self.assertEqual(self.status('potfiles'), 1)
        self.write('po/POTFILES.in', 'src/a.c\nsrc/b.blp\nsrc/gone.c\n')
        self.assertEqual(self.status('potfiles'), 1)

    def german(self, entries):
        self.write('src/a.c', 'char *a = _("a");\n')
        self.write('po/POTFILES.in', 'src/a.c\n')
        self.write('po/de.po', PO + entries)
        return self.status('german')

    def test_german(self):
        self.assertEqual(self.status('german'), 77)
        self.assertEqual(self.german('msgid "a"\nmsgstr "A"\n'), 0)

    def test_german_untranslated(self):
        self.assertEqual(self.german('msgid "a"\nmsgstr ""\n'), 1)

    def test_german_untranslated_lines(self):
        text = '"a\\n"\n"b\\n"\n'
        self.assertEqual(self.german(f'msgid "a"\nmsgstr "A"\n\nmsgid ""\n{text}msgstr ""\n'), 1)

    def test_german_fuzzy(self):
        self.assertEqual(self.german('#, fuzzy\nmsgid "a"\nmsgstr "A"\n'), 1)

    def test_german_missing_a_string(self):
        self.assertEqual(self.german('msgid "other"\nmsgstr "anderes"\n'), 1)

    def test_german_wrong_placeholder(self):
        self.assertEqual(self.german('#, c-format\nmsgid "a"\nmsgstr "A %d"\n'), 1)

    def test_help(self):
        self.assertEqual(self.status('help'), 77)
        self.write('help/C/a.page', PAGE.format(id='a', body='<p><link xref="a"/></p>'))
        self.assertEqual(self.status('help'), 0)

    def test_help_broken(self):
        self.write('help/C/a.page', '<page>')
        self.assertEqual(self.status('help'), 1)

    def test_help_dead_link(self):
        self.write('help/C/a.page', PAGE.format(id='a', body='<p><link xref="b"/></p>'))
        self.assertEqual(self.status('help'), 1)

    def test_help_page_of_one_language(self):
        self.write('help/C/a.page', PAGE.format(id='a', body=''))
        self.write('help/de/b.page', PAGE.format(id='b', body=''))
        self.assertEqual(self.status('help'), 1)

    def test_help_german_says_sie(self):
        self.write('help/C/a.page', PAGE.format(id='a', body=''))
        self.write('help/de/a.page', PAGE.format(id='a', body='<p>Hier kannst du alles.</p>'))
        self.assertEqual(self.status('help'), 1)


if __name__ == '__main__':
    unittest.main()
