# SPDX-License-Identifier: GPL-3.0-or-later
"""Somebody at a desk: starts the program and works with it through the accessibility tree and the keyboard."""
import os
import subprocess
import time

# A warning of the program is a failure, one of the accessibility bus about a program that has just ended is none.
PROGRAM_DEBUG = os.environ.pop('G_DEBUG', '')

import gi  # noqa: E402

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, GLib  # noqa: E402

from ctl import Office  # noqa: E402

PATIENCE = 20  # seconds; far more than anything takes
PAUSE = 0.05   # seconds between two looks

DIALOG = ('dialog', 'alert')


class Impatient(AssertionError):
    """Something did not happen in time."""


def until(look, what, patience=PATIENCE):
    """Look again and again until LOOK() gives something, and return that."""
    end = time.monotonic() + patience
    while True:
        try:
            seen = look()
        except GLib.Error:  # what was looked at went away
            seen = None
        if seen:
            return seen
        if time.monotonic() > end:
            picture = os.path.join(os.environ['G_TEST_BUILDDIR'], 'e2e-failed.png')
            subprocess.run(['import', '-window', 'root', picture])
            raise Impatient(f'it did not come to this: {what}; {picture} shows how it looks instead')
        time.sleep(PAUSE)


def press(*keys):
    """Press keys, as xdotool names them, in the window that has the focus."""
    subprocess.run(['xdotool', 'key', '--delay', '20', *keys], check=True)


def write(text):
    subprocess.run(['xdotool', 'type', '--delay', '8', text], check=True)


class Node:
    """One thing on the screen."""

    def __init__(self, accessible):
        self.accessible = accessible

    @property
    def name(self):
        return self.accessible.get_name() or ''

    @property
    def role(self):
        return self.accessible.get_role_name()

    def has(self, state):
        return self.accessible.get_state_set().contains(state)

    @property
    def is_showing(self):
        return self.has(Atspi.StateType.SHOWING) and self.has(Atspi.StateType.VISIBLE)

    @property
    def is_sensitive(self):
        return self.has(Atspi.StateType.SENSITIVE)

    @property
    def text(self):
        """What is written in it, or what it is called."""
        if self.accessible.get_text_iface():
            return Atspi.Text.get_text(self.accessible, 0, -1)
        return self.name

    def children(self):
        for i in range(self.accessible.get_child_count()):
            child = self.accessible.get_child_at_index(i)
            if child:
                yield Node(child)

    def walk(self):
        """This and what is in it, as far as it is on the screen."""
        yield self
        for child in self.children():
            try:
                if child.is_showing:
                    yield from child.walk()
            except GLib.Error:  # it went away while it was looked at
                continue

    def find(self, role=None, name=None, containing=None):
        for node in self.walk():
            if role and node.role not in (role if isinstance(role, tuple) else (role,)):
                continue
            if name is not None and node.name != name:
                continue
            if containing is not None and containing not in node.text and containing not in node.name:
                continue
            return node
        return None

    def wait(self, **wanted):
        return until(lambda: self.find(**wanted), f'{wanted} is there')

    def says(self, text):
        return self.find(containing=text)

    def has_focus_inside(self):
        return any(node.has(Atspi.StateType.FOCUSED) for node in self.walk())

    def focused(self):
        """The name of what has the keys inside; None if nothing has."""
        return next((node.name for node in self.walk() if node.has(Atspi.StateType.FOCUSED)), None)

    def click(self):
        until(lambda: self.is_sensitive, f'“{self.name}” can be pressed')
        assert self.accessible.get_action_iface(), f'{self.path()} cannot be pressed'
        assert Atspi.Action.do_action(self.accessible, 0)

    def point(self):
        """Click on it with the mouse."""
        window = self
        while window.role not in ('frame', 'dialog'):
            window = Node(window.accessible.get_parent())
        outer = Atspi.Component.get_extents(window.accessible, Atspi.CoordType.WINDOW)
        inner = Atspi.Component.get_extents(self.accessible, Atspi.CoordType.WINDOW)
        place = subprocess.run(['xdotool', 'getactivewindow', 'getwindowgeometry', '--shell'],
                               check=True, stdout=subprocess.PIPE, text=True).stdout
        place = dict(line.split('=') for line in place.split())
        x = int(place['X']) + inner.x - outer.x + inner.width // 2
        y = int(place['Y']) + inner.y - outer.y + inner.height // 2
        subprocess.run(['xdotool', 'mousemove', str(x), str(y), 'click', '1'], check=True)

    def fill(self, text):
        """Replace what is written in it, with mouse and keyboard. A passphrase is shown as so many dots."""
        if not self.has(Atspi.StateType.FOCUSED):
            self.point()
        until(lambda: self.has(Atspi.StateType.FOCUSED), f'{self.path()} has the cursor')
        press('ctrl+a')
        write(text)
        until(lambda: self.text in (text, '●' * len(text), '•' * len(text)), f'“{text}” is written')

    def path(self):
        parts = []
        node = self.accessible
        while node and node.get_role() != Atspi.Role.APPLICATION:
            parts.append(f'{node.get_role_name()}“{node.get_name()}”')
            node = node.get_parent()
        return ' < '.join(parts)


class Desk(Office):
    """A test in which somebody works with the program, on a register and in a home of their own."""

    def setUp(self):
        super().setUp()
        self.log = open(self.folder / 'log', 'w+', encoding='utf-8')
        self.addCleanup(self.log.close)
        self.program = None

    def start(self, *arguments, today=None, hurry=1):
        """Start the program, on another DAY if wished, and with all clocks running HURRY times as fast."""
        command = [os.environ['MITMACHEN'], *map(str, arguments)]
        clocks = {'FAKETIME_DONT_FAKE_MONOTONIC': '1'} if hurry == 1 else {}
        if today or hurry != 1:
            command = ['faketime', '-f', f'@{today or time.strftime("%Y-%m-%d")} 10:00:00 x{hurry}', *command]
        self.program = subprocess.Popen(command, stdout=self.log, stderr=subprocess.STDOUT,
                                        env={**self.environment(), **clocks, 'G_DEBUG': PROGRAM_DEBUG})
        self.addCleanup(self.end)
        return until(self.find_window, 'the window is there')

    def start_unlocked(self, *arguments, **more):
        return self.start('--register', self.register, '--passphrase-file', self.passphrase, *arguments, **more)

    def find_window(self):
        assert self.program.poll() is None, f'the program ended: {self.read_log()}'
        return next(self.windows(), None)

    def windows(self):
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            app = desktop.get_child_at_index(i)
            if app and app.get_name() == 'mitmachen' and app.get_child_count() > 0:
                for j in range(app.get_child_count()):
                    yield Node(app.get_child_at_index(j))

    def file_dialog(self):
        return next((window for window in self.windows() if window.role == 'dialog'), None)

    def choose_file(self, ask, path):
        """ASK for a file and name it in GTK's own dialog, which is there because the tests have no portal. The dialog may
        lose what is typed while it loads a folder; whoever sees that closes it and asks again."""
        for attempt in range(4):
            ask()
            dialog = until(self.file_dialog, 'a file is asked for')
            try:
                if dialog.find(role='text'):
                    self.write_path(dialog, path)
                else:
                    self.find_file(dialog, path)
                until(lambda: not self.file_dialog(), 'the file is chosen', 8)
                return
            except Impatient:
                if self.file_dialog():
                    press('Escape')
                    until(lambda: not self.file_dialog(), 'the dialog is closed')
        raise Impatient('the file could not be chosen')

    def write_path(self, dialog, path):
        until(lambda: (entry := dialog.find(role='text')) and entry.has(Atspi.StateType.FOCUSED), 'a name can be written', 8)
        press('ctrl+a')
        write(str(path))
        press('Return')

    def ask_for_path(self, dialog):
        """The key that asks for a path is lost while the dialog is not ready for it."""
        for attempt in range(5):
            press('ctrl+l')
            try:
                return until(lambda: dialog.find(role='text'), 'a path can be written', 2)
            except Impatient:
                continue

    def find_file(self, dialog, path):
        """The dialog goes to the file's folder and shows the file there, to be opened."""
        self.ask_for_path(dialog)
        self.write_path(dialog, path)
        until(lambda: not self.file_dialog() or dialog.find(role='table row', containing=os.path.basename(path)), 'the file is there', 8)
        if self.file_dialog():
            dialog.wait(role='button', name='Open').click()

    def read_log(self):
        self.log.flush()
        self.log.seek(0)
        return self.log.read()

    def end(self):
        if self.program.poll() is None:
            self.program.terminate()
            try:
                self.program.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self.program.kill()
                self.program.wait()
