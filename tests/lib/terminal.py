# SPDX-License-Identifier: Apache-2.0
"""A program on a terminal of its own (a pty), for tests that type and look."""
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time

KEYS = {'tab': '\t', 'enter': '\r', 'up': '\x1b[A', 'down': '\x1b[B', 'escape': '\x1b'}
ESCAPES = re.compile(r'\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b\][^\x07]*\x07|\x1b[=>]|\r')


def key(name):
    """The bytes of a key: ^C, ^D, tab, up, or a letter."""
    if len(name) == 2 and name[0] == '^':
        return chr(ord(name[1].upper()) - 64)
    return KEYS.get(name, name)


class Terminal:
    def __init__(self, command, cwd, env, columns=100):
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack('HHHH', 40, columns, 0, 0))

        def own_terminal():
            os.setsid()
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)
        self.process = subprocess.Popen(command, cwd=cwd, env=env, stdin=slave, stdout=slave, stderr=slave,
                                        preexec_fn=own_terminal)
        os.close(slave)
        self.master = master
        self.raw = ''
        self.seen = 0  # what `see` has looked past, in screen text

    def read(self, seconds):
        """Takes what the program writes within that time; False at its end."""
        if not select.select([self.master], [], [], seconds)[0]:
            return True
        try:
            data = os.read(self.master, 65536)
        except OSError:  # the other side is closed
            return False
        self.raw += data.decode('utf-8', 'replace')
        return bool(data)

    def screen(self):
        """All text so far, without what moves the cursor or colours."""
        return ESCAPES.sub('', self.raw)

    def see(self, text, timeout):
        """Waits until text comes, behind what was seen before; None, or what came instead."""
        end = time.monotonic() + timeout
        while True:
            at = self.screen().find(text, self.seen)
            if at >= 0:
                self.seen = at + len(text)
                return None
            if time.monotonic() > end or not self.read(0.05):
                at = self.screen().find(text, self.seen)
                if at < 0:
                    return self.screen()[self.seen:]

    def send(self, text):
        os.write(self.master, text.encode())

    def wait(self, timeout):
        """Lets the program end; its status, None when it does not (it is killed)."""
        end = time.monotonic() + timeout
        while self.process.poll() is None and time.monotonic() < end:
            self.read(0.05)
        while self.read(0.05) and select.select([self.master], [], [], 0)[0]:
            pass
        return self.process.poll()

    def close(self):
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        os.close(self.master)
