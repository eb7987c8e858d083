# SPDX-License-Identifier: Apache-2.0
"""Results of a test program in TAP, the form that `make check` reads."""


class Tap:
    def __init__(self):
        self.count = self.failed = 0

    def result(self, name, why=(), known=None):
        """One test: why holds the lines that say what went wrong; known, the reason it is known to."""
        self.count += 1
        self.failed += bool(why) != (known is not None)
        todo = f' # TODO {known}' if known is not None else ''
        print(f"{'not ok' if why else 'ok'} {self.count} - {name}{todo}")
        for line in why:
            for part in str(line).split('\n'):
                print(f'#   {part}')

    def skip(self, name, reason):
        self.count += 1
        print(f'ok {self.count} - {name} # SKIP {reason}')

    def done(self):
        """Prints the plan and the total; gives the exit status."""
        print(f'1..{self.count}')
        print(f'# {self.count - self.failed} passed, {self.failed} failed')
        return 1 if self.failed else 0
