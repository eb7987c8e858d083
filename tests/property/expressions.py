# SPDX-License-Identifier: Apache-2.0
"""Random expressions over a table that has a column of every type, each script a pure function of its seed.

The table holds edge values. A script loads it with types, or casts the columns of an untyped load,
generates a few expressions built at random from the type that they should have, and ends with a
DESCRIBE and a DUMP. Kept away from: what depends on the clock or on chance, and what Apache Pig is known to
answer differently from run to run.
"""
import random

VALUES = {
    'int': ['0', '1', '-1', '7', '-13', '2147483647', '-2147483648', '', '3.7', 'x'],
    'long': ['0', '1', '-9', '100', '9223372036854775807', '-9223372036854775808', '', '3000000000', '4.2', 'y'],
    'float': ['0.0', '1.5', '-2.25', '3.4e38', '1e-45', '', '100', '-0.0', 'NaN', '0.1', '16777217'],
    'double': ['0.0', '2.5', '-2.5', '1e300', '4.9e-324', '', '1234567.891', 'Infinity', '0.1', '-0.5', '1e7', '123456789012'],
    'boolean': ['true', 'false', 'TRUE', '', 'yes'],
    'chararray': ['', 'a', 'Hello World', 'äöü ß', '  pad ', 'a,b;c', '12', '-3.5', 'true', '2020-02-29', 'aXbXc', 'İI', '😀x', 'a.b.c', 'tab'],
    'bytearray': ['', '5', 'abc', '1.5', 'true', '(1,2)', '{(1),(2)}', '[k#v]', '2021-03-04T05:06:07.008Z', '-12', '99999999999'],
    'datetime': ['1970-01-01T00:00:00.000Z', '2020-02-29T23:59:59.999Z', '', '1999-12-31T12:00:00.000+02:00', '2021-01-03T00:30:00Z', '1582-10-10T00:00:00Z', '2024-12-30', 'bad'],
    'biginteger': ['0', '12345678901234567890', '-7', '', '1', '99'],
    'bigdecimal': ['0.00', '1.50', '-2.345', '', '12345678901234567890.123', '1E+3', '7'],
    'tuple': ['(1,a)', '(,b)', '', '(5,)', '(-2,x y)'],
    'bag': ['{(1,a),(2,b)}', '{}', '', '{(,z),(3,)}', '{(5,q),(5,q),(4,p)}'],
    'map': ["[k#v]", '[k#1,j#2]', '', '[j#abc]'],
    'imap': ["[k#1]", '[k#10,j#-2]', '', '[k#]'],
}
CAST = {'tuple': 'tuple(int,chararray)', 'bag': 'bag{tuple(int,chararray)}', 'map': 'map[]', 'imap': 'map[int]'}
NAMED = {'tuple': ':(a:int,b:chararray)', 'bag': ':{t:(x:int,y:chararray)}'}
SCHEMA = {'tuple': 'tuple(a:int,b:chararray)', 'bag': 'bag{t:(x:int,y:chararray)}', 'map': 'map[]', 'imap': 'map[int]'}
COLUMN = {'int': 'i', 'long': 'l', 'float': 'f', 'double': 'd', 'boolean': 'o', 'chararray': 's', 'bytearray': 'y', 'datetime': 'w',
          'biginteger': 'n', 'bigdecimal': 'e', 'tuple': 't', 'bag': 'b', 'map': 'm', 'imap': 'k'}
TYPES = list(COLUMN)
NUMERIC = ['int', 'long', 'float', 'double']
BIG = ['biginteger', 'bigdecimal']
LITERALS = {
    'int': ['0', '1', '3', '10', '2147483647'], 'long': ['0L', '5L', '7000000000L'], 'float': ['1.5F', '0.0F', '2.5e3F'],
    'double': ['0.5', '1e10', '3.0', '2.5'], 'boolean': ['true', 'false'],
    'chararray': ["''", "'a'", "'X'", "'Hello'", "'12'", "' '", "'é'", "'b.c'"],
    'biginteger': ['5BI', '123456789012345678901BI'], 'bigdecimal': ['1.5BD', '100BD'],
    'datetime': ["ToDate('2020-01-31T10:20:30.400Z')", "ToDate(86400000L)", "ToDate('2019', 'yyyy')"],
    'tuple': ["(1, 'q')", "TOTUPLE(2, 'r')"], 'bag': ["TOBAG(1, 2)", "{(1, 'a'), (2, 'b')}"], 'map': ["['k'#'v']", "TOMAP('k', 'w')"],
    'imap': [], 'bytearray': []}
FORMATS = ['%s', '%5d', '%-5d|', '%05d', '%x', '%+d', '%,d']
MATCHES = ['a.*', '.*[bc]', '[0-9.-]+', '(?i)hello.*', '.*', '', r'.*\\s.*']
REPLACED = ['a', '[aeiou]', '.', 'X', r'\\.', '(.)b']
REPLACING = ['', 'o', '-', '$0', r'\\$']
EXTRACTED = ['([a-z]+)', '(.)(.)', r'^(\\d+)', '(x)?']
REAL_FORMATS = ['%.2f', '%e', '%10.3f', '%g', '%s', '%,.1f', '%.0f']


class Expressions:
    def __init__(self, seed):
        self.r = random.Random(f'expressions {seed - 10000}')

    def pick(self, *choices):
        return self.r.choice(choices)

    def of(self, kind, depth):
        """An expression of a type."""
        r = self.r
        if depth <= 0 or r.random() < 0.2:
            if LITERALS[kind] and r.random() < 0.25:
                return r.choice(LITERALS[kind])
            return COLUMN[kind]
        roll = r.random()
        if roll < 0.08:
            return f'({self.condition(depth - 1)} ? {self.of(kind, depth - 1)} : {self.of(kind, depth - 1)})'
        if roll < 0.12:
            return f'(CASE WHEN {self.condition(depth - 1)} THEN {self.of(kind, depth - 1)} ELSE {self.of(kind, depth - 1)} END)'
        return getattr(self, 'make_' + kind)(depth - 1)

    def any_simple(self, depth):
        return self.of(self.r.choice(TYPES[:10]), depth)

    def numeric(self, kind, depth):
        """Arithmetic whose result has the type: one side of it, the other no wider."""
        r, at = self.r, NUMERIC.index(kind)
        other = r.choice(NUMERIC[:at + 1])
        sides = [self.of(kind, depth), self.of(other, depth)]
        r.shuffle(sides)
        return f'({sides[0]} {r.choice("+-*/")} {sides[1]})'

    def make_int(self, d):
        return self.pick(
            lambda: self.numeric('int', d), lambda: self.numeric('int', d), lambda: f'({self.of("int", d)} % {self.pick("3", "-4", "i", "0")})',
            lambda: f'-{COLUMN["int"]}', lambda: f'ABS({self.of("int", d)})', lambda: f'(int){self.any_simple(d)}', lambda: f'{self.of("tuple", 0)}.$0',
            lambda: f'INDEXOF({self.of("chararray", d)}, {self.of("chararray", 0)}, {self.pick("0", "1", "5", "-1")})', lambda: "k#'k'", lambda: "t.a",
            lambda: f'LAST_INDEX_OF({self.of("chararray", d)}, {self.of("chararray", 0)})', lambda: f'ROUND({self.of("float", d)})',
            lambda: f'{self.pick("GetYear", "GetMonth", "GetDay", "GetHour", "GetMinute", "GetSecond", "GetMilliSecond", "GetWeek", "GetWeekYear")}({self.of("datetime", d)})',
            lambda: f'{self.pick("MAX", "MIN")}(b.x)')()

    def make_long(self, d):
        return self.pick(
            lambda: self.numeric('long', d), lambda: self.numeric('long', d), lambda: f'({self.of("long", d)} % {self.pick("3L", "-4", "l", "i")})',
            lambda: f'-{COLUMN["long"]}', lambda: f'ABS({self.of("long", d)})', lambda: f'(long){self.any_simple(d)}',
            lambda: f'SIZE({self.of(self.r.choice(TYPES), d)})', lambda: f'ROUND({self.of("double", d)})', lambda: f'{self.pick("COUNT", "COUNT_STAR")}({self.of("bag", d)})',
            lambda: 'SUM(b.x)', lambda: f'{self.pick("ToUnixTime", "ToMilliSeconds")}({self.of("datetime", d)})',
            lambda: f'{self.pick("Days", "Hours", "Minutes", "Seconds", "MilliSeconds", "Weeks", "Months", "Years")}Between({self.of("datetime", d)}, {self.of("datetime", d)})')()

    def make_float(self, d):
        return self.pick(
            lambda: self.numeric('float', d), lambda: self.numeric('float', d), lambda: f'-{COLUMN["float"]}', lambda: f'ABS({self.of("float", d)})',
            lambda: f'(float){self.any_simple(d)}', lambda: f'ROUND_TO({self.of("float", d)}, {self.pick("0", "1", "2", "-1")})')()

    def make_double(self, d):
        return self.pick(
            lambda: self.numeric('double', d), lambda: self.numeric('double', d), lambda: f'-{COLUMN["double"]}', lambda: f'ABS({self.of("double", d)})',
            lambda: f'(double){self.any_simple(d)}', lambda: f'ROUND_TO({self.of("double", d)}, {self.pick("0", "1", "3", "-2")})', lambda: 'AVG(b.x)',
            lambda: f'{self.pick("SQRT", "CBRT", "EXP", "LOG", "LOG10", "CEIL", "FLOOR", "SIN", "COS", "TAN", "ATAN", "ASIN", "ACOS", "SINH", "COSH", "TANH")}({self.of(self.r.choice(NUMERIC), d)})')()

    def condition(self, d):
        """What may stand before a `?`: the reference takes no comparison as a value."""
        r = self.r
        d -= 1
        kind = r.choice(['int', 'long', 'float', 'double', 'chararray', 'datetime', 'biginteger', 'bigdecimal', 'chararray', 'bytearray'])
        op = r.choice(['==', '!=', '<', '<=', '>', '>='])
        if d > 0 and r.random() < 0.25:
            return f'({self.condition(d)} {self.pick("AND", "OR")} {self.condition(d)})'
        return self.pick(
            lambda: f'{self.of(kind, d)} {op} {self.of(kind, d)}', lambda: f'{self.of(kind, d)} {op} {self.of(kind, d)}',
            lambda: f'{self.of(r.choice(NUMERIC), d)} {op} {self.of(r.choice(NUMERIC), d)}', lambda: f'NOT ({self.of("int", d)} {op} {self.of("int", d)})',
            lambda: f'{self.of(r.choice(TYPES), d)} IS {self.pick("", "NOT ")}NULL', lambda: self.of('boolean', d),
            lambda: f"{self.pick('s', 'CONCAT(s, y)', 'UPPER(s)', 't.b')} MATCHES '{r.choice(MATCHES)}'", lambda: f'{self.of("int", d)} IN (1, 7, i)')()

    def make_boolean(self, d):
        return self.pick(
            lambda: f'{self.pick("STARTSWITH", "ENDSWITH")}({self.of("chararray", d)}, {self.of("chararray", 0)})',
            lambda: f'EqualsIgnoreCase({self.of("chararray", d)}, {self.of("chararray", d)})', lambda: f'IsEmpty({self.of(self.pick("bag", "map"), d)})',
            lambda: f'(boolean){self.of(self.pick("chararray", "bytearray", "int", "long", "double", "float"), d)}')()

    def make_chararray(self, d):
        r = self.r
        text = lambda: self.of('chararray', d)  # noqa: E731
        return self.pick(
            lambda: f'{self.pick("UPPER", "LOWER", "TRIM", "LTRIM", "RTRIM", "UCFIRST", "LCFIRST")}({text()})', lambda: f'CONCAT({text()}, {text()})',
            lambda: f'CONCAT({text()}, {text()}, {text()})', lambda: f'SUBSTRING({text()}, {self.pick("0", "1", "2", "-1", "i")}, {self.pick("1", "3", "100", "0")})',
            lambda: f"REPLACE({text()}, '{self.r.choice(REPLACED)}', '{self.r.choice(REPLACING)}')",
            lambda: f"REGEX_EXTRACT({text()}, '{self.r.choice(EXTRACTED)}', {self.pick('0', '1')})",
            lambda: f'(chararray){self.of(r.choice(TYPES[:10]), d)}', lambda: f'(chararray){self.of(r.choice(TYPES[:10]), d)}', lambda: 't.b',
            lambda: f"SPRINTF('{r.choice(FORMATS)}', {self.of(self.pick('int', 'long'), d)})", lambda: f"SPRINTF('{r.choice(REAL_FORMATS)}', {self.of(self.pick('float', 'double'), d)})",
            lambda: f"SPRINTF('%s|%10s|%-4s', {self.any_simple(d)}, {text()}, {self.of('tuple', 0)})",
            lambda: f"ToString({self.of('datetime', d)}, '{self.pick('yyyy-MM-dd', 'EEE, d MMM yyyy HH:mm:ss Z', 'xxxx ww e', 'hh:mm a', 'D yy', 'SSS')}')",
            lambda: f'ToString({self.of("datetime", d)})', lambda: f"BagToString({self.of('bag', d)}, '{self.pick('_', ',', '')}')", lambda: 'MAX(b.y)',
            lambda: f'(chararray){self.of(self.pick("tuple", "bag", "map"), d)}')()

    def make_bytearray(self, d):
        return self.pick(lambda: "m#'k'", lambda: "m#'none'", lambda: "m#'j'", lambda: 'y', lambda: 'CONCAT(y, y)')()

    def make_datetime(self, d):
        return self.pick(
            lambda: f"{self.pick('AddDuration', 'SubtractDuration')}({self.of('datetime', d)}, '{self.pick('P1D', 'P1M', 'PT36H', 'P1Y2M3W4DT5H6M7S', 'PT0.5S', 'P-1D')}')",
            lambda: f'ToDate({self.of("long", d)})', lambda: f'(datetime){self.of(self.pick("chararray", "bytearray", "long", "int"), d)}', lambda: 'w',
            lambda: f"ToDate('{self.pick('2020-02-29', '1999-12-31 23:59', '05/06/2007')}', '{self.pick('yyyy-MM-dd', 'yyyy-MM-dd HH:mm', 'dd/MM/yyyy')}')")()

    def make_biginteger(self, d):
        return self.pick(
            lambda: f'({self.of("biginteger", d)} {self.r.choice("+-*/")} {self.of(self.pick("biginteger", "biginteger", "int", "long"), d)})', lambda: '-n', lambda: f'ABS({self.of("biginteger", d)})',
            lambda: f'({self.of("biginteger", d)} % 7BI)', lambda: f'(biginteger){self.any_simple(d)}')()

    def make_bigdecimal(self, d):
        return self.pick(
            lambda: f'({self.of("bigdecimal", d)} {self.r.choice("+-*/")} {self.of(self.pick("bigdecimal", "bigdecimal", "int", "double", "biginteger"), d)})', lambda: '-e',
            lambda: f'ABS({self.of("bigdecimal", d)})', lambda: f'(bigdecimal){self.any_simple(d)}')()

    def make_tuple(self, d):
        return self.pick(
            lambda: f'TOTUPLE({self.any_simple(d)}, {self.any_simple(d)})', lambda: f'({self.any_simple(d)}, {self.of("chararray", d)})',
            lambda: f"STRSPLIT({self.of('chararray', d)}, '{self.pick(',', 'X', '[.;]', ' ', '')}'{self.pick('', ', 2', ', -1', ', 1')})",
            lambda: f"REGEX_EXTRACT_ALL({self.of('chararray', d)}, '{self.pick('(.*)X(.*)', '(.)(.*)', '([0-9]+)|(.*)')}')", lambda: 't.(b, a)', lambda: f'BagToTuple({self.of("bag", d)})')()

    def make_bag(self, d):
        return self.pick(
            lambda: f'TOBAG({self.of("int", d)}, {self.of("int", d)})', lambda: f'TOBAG({self.any_simple(d)}, {self.any_simple(d)})', lambda: 'b.(y, x)', lambda: 'b.x', lambda: 'b.$1',
            lambda: f"TOKENIZE({self.of('chararray', d)}{self.pick('', ', '+chr(39)+'X'+chr(39))})", lambda: f"STRSPLITTOBAG({self.of('chararray', d)}, '{self.pick(',', 'X', ' ')}')",
            lambda: f'{self.pick("DIFF", "SUBTRACT")}(TOBAG(i, 2, 2), TOBAG({self.of("int", d)}, 7))', lambda: f'KEYSET({self.of("map", d)})', lambda: f'VALUESET({self.of("map", d)})', lambda: 'VALUELIST(k)',
            lambda: 'TOP(1, 0, b)', lambda: 'Distinct(b)')()

    def make_map(self, d):
        return self.pick(lambda: f"TOMAP('k', {self.any_simple(d)})", lambda: f"TOMAP({self.of('chararray', d)}, {self.of('chararray', d)})", lambda: f"['k'#{self.pick('1', '2.5', 'i', 's')}]",
                         lambda: 'INVERSEMAP(m)', lambda: 'm')()

    def make_imap(self, d):
        return 'k'


def generate(seed):
    """(script text, {file name: content}) of a seed."""
    x = Expressions(seed)
    r = x.r
    rows = [[r.choice(VALUES[kind]) for kind in TYPES] for _ in range(5)]
    lines = []
    if r.random() < 0.3:
        names = ', '.join(COLUMN[k] for k in TYPES)
        casts = ', '.join(f'({CAST.get(k, k)}){COLUMN[k]} AS {COLUMN[k]}{NAMED.get(k, str())}' if k != 'bytearray' else COLUMN[k] for k in TYPES)
        lines += [f"U = LOAD 'in.txt' AS ({names});", f'A = FOREACH U GENERATE {casts};']
    else:
        schema = ', '.join(f'{COLUMN[k]}:{SCHEMA.get(k, k)}' for k in TYPES)
        lines.append(f"A = LOAD 'in.txt' AS ({schema});")
    items = [x.of(r.choice(TYPES), r.randint(1, 3)) for _ in range(r.randint(2, 4))]
    lines.append('R = FOREACH A GENERATE ' + ',\n  '.join(items) + ';')
    lines += ['DESCRIBE R;', 'DUMP R;']
    return '\n'.join(lines) + '\n', {'in.txt': ''.join('\t'.join(row) + '\n' for row in rows)}
