# SPDX-License-Identifier: Apache-2.0
"""When two printed results are the same result.

Rows are a multiset unless their order is asked for; the tuples of a bag are a multiset always;
floating-point text must have the same shape (point, exponent, F) and be within 1e-9.
"""
import re

DESCRIBED = re.compile(r'[\w:]+: \{')                     # a line that DESCRIBE prints
SERIAL = re.compile(r'\b((?:[a-z]\w*\.)+\w+_)\d+(?=: )')  # org.apache.pig.builtin.upper_s_14
PROMPT = re.compile(r'(grunt> |>> )')
NUMBER = re.compile(r'-?(?:\d+\.\d+(?:E-?\d+)?|\d+E-?\d+)F?(?![\w.])')


def split_outside_brackets(text):
    """The parts of text between the commas that no bracket encloses."""
    parts, depth, start = [], 0, 0
    for i, c in enumerate(text):
        if c in '({[':
            depth += 1
        elif c in ')}]':
            depth -= 1
        elif c == ',' and depth == 0:
            parts.append(text[start:i])
            start = i + 1
    parts.append(text[start:])
    return parts


def sort_bags(text):
    """text with the tuples of every bag sorted, innermost first; as it was if braces do not pair."""
    open_bags, level = [], []
    for c in text:
        if c == '{':
            open_bags.append(level)
            level = []
        elif c == '}':
            if not open_bags:
                return text
            bag = '{' + ','.join(sorted(split_outside_brackets(''.join(level)))) + '}'
            level = open_bags.pop()
            level.append(bag)
        else:
            level.append(c)
    return text if open_bags else ''.join(level)


def canonical(text, ordered):
    """The rows of text as they are compared.

    A prompt that a shell echoes is dropped, and the running number in the name of an unnamed
    function result (upper_s_14) is blanked: neither says anything about the script.
    """
    rows = [SERIAL.sub(r'\1#', row) if DESCRIBED.match(row) else sort_bags(row)
            for row in text.split('\n') if not PROMPT.match(row + ' ')]
    while rows and rows[-1] == '':
        rows.pop()
    return rows if ordered else sorted(rows)


def same_number(a, b):
    if a == b:
        return True
    if ('E' in a) != ('E' in b) or a.endswith('F') != b.endswith('F'):
        return False
    x, y = float(a.rstrip('F')), float(b.rstrip('F'))
    return abs(x - y) <= 1e-9 * max(abs(x), abs(y), 1e-300)


def same_row(a, b):
    if a == b:
        return True
    if NUMBER.sub('#', a) != NUMBER.sub('#', b):
        return False
    return all(same_number(x, y) for x, y in zip(NUMBER.findall(a), NUMBER.findall(b)))


def difference(want, got, ordered=False):
    """None when the texts are the same result, else lines that show what is missing and what is new."""
    w, g = canonical(want, ordered), canonical(got, ordered)
    if len(w) == len(g) and all(map(same_row, w, g)):
        return None
    missing = [r for r in w if not any(same_row(r, x) for x in g)][:5]
    added = [r for r in g if not any(same_row(x, r) for x in w)][:5]
    if not missing and not added:
        return [f'same rows in another order or number: {len(w)} wanted, {len(g)} got']
    return [f'want {r}' for r in missing] + [f'got  {r}' for r in added]
