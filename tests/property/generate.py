# SPDX-License-Identifier: Apache-2.0
"""Random small scripts and data, each a pure function of its seed.

A script loads one to three small files, applies a handful of operators chosen at random, and ends
with a DESCRIBE and a DUMP. Columns have names that are unique in the script, so that a name stays
unambiguous through joins. Where Apache Pig leaves the result open (rows under a LIMIT without a
complete ORDER, RANDOM) nothing is generated; where it is known to fail on good input (see
`reference misbehaves` in the cases) the generator keeps away.
"""
import random

WORDS = ['a', 'b', 'ab', 'abc', 'B', 'x y', 'zebra', 'Äpfel', '10', '-3', '2.5', 'é', '', 'k,v', 'true']
NUMERIC = ('int', 'long', 'float', 'double')


class Relation:
    def __init__(self, alias, columns):
        self.alias, self.columns = alias, columns  # columns: (name, type)

    def of(self, *types):
        return [n for n, t in self.columns if t in types]


class Script:
    def __init__(self, seed):
        self.r = random.Random(seed)
        self.lines, self.files, self.n_names, self.n_aliases = [], {}, 0, 0
        self.relations = []

    # --- names and data

    def name(self):
        self.n_names += 1
        return f'c{self.n_names}'

    def alias(self):
        self.n_aliases += 1
        return f'R{self.n_aliases}'

    def say(self, line):
        self.lines.append(line)

    def value(self, kind):
        r = self.r
        if r.random() < 0.12:
            return ''
        if kind == 'int':
            return str(r.choice([0, 1, 2, 3, 5, 7, 10, -1, -4, 100, 2147483647, r.randint(-50, 50)]))
        if kind == 'long':
            return str(r.choice([0, 1, -1, 12, 3000000000, -7, r.randint(-10**12, 10**12)]))
        if kind in ('float', 'double'):
            return r.choice(['0.0', '1.5', '-2.25', '0.1', '100.0', '1e10', '3', f'{r.uniform(-10, 10):.3f}'])
        if kind == 'chararray':
            return r.choice(WORDS)
        if kind == 'bag':
            return '{' + ','.join(f'({self.value("int")},{r.choice(["p", "q", "r", ""])})' for _ in range(r.randint(0, 3))) + '}'
        if kind == 'tuple':
            return f'({self.value("int")},{r.choice(["u", "v", ""])})'
        if kind == 'map':
            keys = r.sample(['k1', 'k2', 'k3'], r.randint(1, 3))
            return '[' + ','.join(f'{k}#{r.randint(0, 9)}' for k in keys) + ']'
        raise ValueError(kind)

    TYPES = {'bag': 'bag{t:(x:int,y:chararray)}', 'tuple': 'tuple(p:int,q:chararray)', 'map': 'map[int]'}

    def load(self):
        r = self.r
        kinds = [r.choice(['int', 'int', 'long', 'double', 'float', 'chararray', 'chararray']) for _ in range(r.randint(2, 4))]
        if r.random() < 0.45:
            kinds.append(r.choice(['bag', 'tuple', 'map']))
        columns = [(self.name(), k) for k in kinds]
        rows = ['\t'.join(self.value(k) for k in kinds) for _ in range(r.choice([0, 3, 6, 10, 14]) if r.random() < 0.1 else r.randint(4, 14))]
        file = f'in{len(self.files)}.txt'
        self.files[file] = ''.join(row + '\n' for row in rows)
        alias = self.alias()
        schema = ', '.join(f'{n}:{self.TYPES.get(k, k)}' for n, k in columns)
        self.say(f"{alias} = LOAD '{file}' AS ({schema});")
        self.relations.append(Relation(alias, columns))

    # --- expressions

    def number(self, rel, depth=0):
        """An expression of a numeric type: (text, type)."""
        r = self.r
        columns = [(n, t) for n, t in rel.columns if t in NUMERIC]
        roll = r.random()
        if columns and (depth > 2 or roll < 0.45):
            return r.choice(columns)
        if depth > 2 or roll < 0.55:
            return r.choice([('1', 'int'), ('3', 'int'), ('7L', 'long'), ('2.5', 'double'), ('0.5F', 'float'), ('0', 'int')])
        if roll < 0.75:
            a, ta = self.number(rel, depth + 1)
            b, tb = self.number(rel, depth + 1)
            wide = NUMERIC[max(NUMERIC.index(ta), NUMERIC.index(tb))]
            return f'({a} {r.choice(["+", "-", "*", "/"])} {b})' if not (self.constant(a) and self.constant(b)) else a, wide if not (self.constant(a) and self.constant(b)) else ta
        if roll < 0.80:
            ints = rel.of('int', 'long')
            if ints:
                n = r.choice(ints)
                return f'({n} % {r.choice([2, 3, 7])})', dict(rel.columns)[n]
        if roll < 0.86:
            a, ta = self.number(rel, depth + 1)
            to = r.choice(NUMERIC)
            return f'({to}){a}', to
        if roll < 0.90 and rel.of('chararray'):
            return f'SIZE({r.choice(rel.of("chararray"))})', 'long'
        if roll < 0.93 and rel.of('map'):
            return f"{r.choice(rel.of('map'))}#'{r.choice(['k1', 'k2'])}'", 'int'
        if roll < 0.96 and rel.of('tuple'):
            return f'{r.choice(rel.of("tuple"))}.p', 'int'
        a, ta = self.number(rel, depth + 1)
        b, tb = self.number(rel, depth + 1)
        wide = NUMERIC[max(NUMERIC.index(ta), NUMERIC.index(tb))]
        return f'({self.condition(rel, depth + 1)} ? {a} : {b})', wide

    @staticmethod
    def constant(text):
        return text in ('1', '3', '7L', '2.5', '0.5F', '0')

    def text(self, rel, depth=0):
        r = self.r
        columns = rel.of('chararray')
        roll = r.random()
        if columns and (depth > 1 or roll < 0.5):
            return r.choice(columns)
        if depth > 1 or roll < 0.58 or not columns:
            numbers = rel.of('int', 'long')
            if numbers and r.random() < 0.5:
                return f'(chararray){r.choice(numbers)}'
            return r.choice(["'a'", "'zz'", "'B'"])
        a = r.choice(columns)
        return r.choice([
            lambda: f'UPPER({a})', lambda: f'CONCAT({a}, {self.text(rel, depth + 1)})', lambda: f'SUBSTRING({a}, 0, {r.randint(0, 2)})',
            lambda: f"REPLACE({a}, 'a', 'o')", lambda: f'TRIM({a})', lambda: f'({self.condition(rel, depth + 1)} ? {a} : {self.text(rel, depth + 1)})',
            lambda: f"(CASE WHEN {self.condition(rel, depth + 1)} THEN {a} ELSE 'other' END)", lambda: f"REGEX_EXTRACT({a}, '([a-z]+)', 1)"])()

    def condition(self, rel, depth=0):
        r = self.r
        roll = r.random()
        op = r.choice(['==', '!=', '<', '<=', '>', '>='])
        if depth > 2 or roll < 0.35:
            a, _ = self.number(rel, depth + 1)
            b, _ = self.number(rel, depth + 1)
            if self.constant(a) and self.constant(b):
                numbers = rel.of(*NUMERIC)
                a = r.choice(numbers) if numbers else a
            return f'{a} {op} {b}'
        if roll < 0.55 and rel.of('chararray'):
            return f'{r.choice(rel.of("chararray"))} {op} {self.text(rel, depth + 1)}'
        if roll < 0.65:
            n, _ = r.choice(rel.columns)
            return f'{n} IS {r.choice(["", "NOT "])}NULL'
        if roll < 0.72 and rel.of('chararray'):
            return f"{r.choice(rel.of('chararray'))} MATCHES '{r.choice(['a.*', '.*b.*', '[a-z]+', '.', '(?i)B'])}'"
        if roll < 0.78 and rel.of('int'):
            return f'{r.choice(rel.of("int"))} IN (1, 2, 5, 10)'
        if roll < 0.86:
            inner = self.condition(rel, depth + 1)
            return inner if ' IN (' in inner else f'NOT ({inner})'  # `NOT (x IN ...)` is refused there
        return f'({self.condition(rel, depth + 1)} {r.choice(["AND", "OR"])} {self.condition(rel, depth + 1)})'

    # --- operators: each takes a relation and makes another

    def filter(self, rel):
        out = self.alias()
        self.say(f'{out} = FILTER {rel.alias} BY {self.condition(rel)};')
        return Relation(out, rel.columns)

    def foreach(self, rel):
        out, items, columns, r = self.alias(), [], [], self.r
        for _ in range(r.randint(2, 4)):
            new = self.name()
            if r.random() < 0.35:
                items.append(f'{self.text(rel)} AS {new}')
                columns.append((new, 'chararray'))
            elif r.random() < 0.25 and rel.of('bag', 'tuple', 'map'):
                n = r.choice(rel.of('bag', 'tuple', 'map'))
                items.append(f'{n} AS {new}')
                columns.append((new, dict(rel.columns)[n]))
            else:
                e, t = self.number(rel)
                items.append(f'{e} AS {new}')
                columns.append((new, t))
        self.say(f'{out} = FOREACH {rel.alias} GENERATE {", ".join(items)};')
        return Relation(out, columns)

    def flatten(self, rel):
        r, out = self.r, self.alias()
        keep = [(n, t) for n, t in rel.columns if t not in ('bag', 'tuple', 'map')][:2]
        items, columns = [n for n, _ in keep], list(keep)
        if rel.of('bag') and r.random() < 0.7:
            x, y = self.name(), self.name()
            items.append(f'FLATTEN({rel.of("bag")[0]}) AS ({x}:int, {y}:chararray)')
            columns += [(x, 'int'), (y, 'chararray')]
        elif rel.of('tuple') and r.random() < 0.7:
            x, y = self.name(), self.name()
            items.append(f'FLATTEN({rel.of("tuple")[0]}) AS ({x}:int, {y}:chararray)')
            columns += [(x, 'int'), (y, 'chararray')]
        elif rel.of('chararray'):
            w = self.name()
            items.append(f'FLATTEN(TOKENIZE({r.choice(rel.of("chararray"))})) AS {w}:chararray')
            columns.append((w, 'chararray'))
        else:
            return self.foreach(rel)
        self.say(f'{out} = FOREACH {rel.alias} GENERATE {", ".join(items)};')
        return Relation(out, columns)

    def keys(self, rel, most=2):
        simple = [(n, t) for n, t in rel.columns if t in NUMERIC + ('chararray',)]
        return self.r.sample(simple, min(len(simple), self.r.randint(1, most)))

    def aggregates(self, bag, columns):
        r, items, out = self.r, [], []
        for _ in range(r.randint(1, 3)):
            numbers = [(n, t) for n, t in columns if t in NUMERIC]
            texts = [n for n, t in columns if t == 'chararray']
            new, roll = self.name(), r.random()
            if numbers and roll < 0.5:
                n, t = r.choice(numbers)
                f = r.choice(['SUM', 'MIN', 'MAX', 'AVG'])
                result = {'SUM': 'long' if t in ('int', 'long') else 'double', 'AVG': 'double'}.get(f, t)
                items.append(f'{f}({bag}.{n}) AS {new}')
                out.append((new, result))
            elif texts and roll < 0.65:
                items.append(f'{r.choice(["MIN", "MAX"])}({bag}.{r.choice(texts)}) AS {new}')
                out.append((new, 'chararray'))
            else:
                items.append(f'{r.choice(["COUNT", "COUNT_STAR", "SIZE"])}({bag}) AS {new}')
                out.append((new, 'long'))
        return items, out

    def group(self, rel):
        r, g, out = self.r, self.alias(), self.alias()
        keys = self.keys(rel)
        if not keys or r.random() < 0.15:
            self.say(f'{g} = GROUP {rel.alias} ALL;')
            items, columns = [], []
        else:
            by = keys[0][0] if len(keys) == 1 else '(' + ', '.join(n for n, _ in keys) + ')'
            self.say(f'{g} = GROUP {rel.alias} BY {by};')
            names = [self.name() for _ in keys]
            flat = f'FLATTEN(group) AS ({", ".join(names)})' if len(keys) > 1 else f'group AS {names[0]}'
            items, columns = [flat], [(n, t) for n, (_, t) in zip(names, keys)]
        roll = r.random()
        if roll < 0.45:
            more, types = self.aggregates(rel.alias, rel.columns)
            self.say(f'{out} = FOREACH {g} GENERATE {", ".join(items + more)};')
            return Relation(out, columns + types)
        if roll < 0.7:
            inner = Relation(rel.alias, rel.columns)
            self.say(f'{out} = FOREACH {g} {{ f = FILTER {rel.alias} BY {self.condition(inner)};')
            more, types = self.aggregates('f', rel.columns)
            self.say(f'  GENERATE {", ".join(items + more)}; }};')
            return Relation(out, columns + types)
        if roll < 0.85:
            simple = [n for n, t in rel.columns if t in NUMERIC + ('chararray',)]
            n = r.choice(simple) if simple else rel.columns[0][0]
            self.say(f'{out} = FOREACH {g} {{ p = {rel.alias}.{n}; d = DISTINCT p;')
            new = self.name()
            self.say(f'  GENERATE {", ".join(items + [f"COUNT(d) AS {new}"])}; }};')
            return Relation(out, columns + [(new, 'long')])
        simple = [(n, t) for n, t in rel.columns if t in NUMERIC + ('chararray',)]
        if len(simple) != len(rel.columns):
            more, types = self.aggregates(rel.alias, rel.columns)
            self.say(f'{out} = FOREACH {g} GENERATE {", ".join(items + more)};')
            return Relation(out, columns + types)
        order = ', '.join(n + r.choice(['', ' DESC']) for n, _ in simple)
        self.say(f'{out} = FOREACH {g} {{ o = ORDER {rel.alias} BY {order}; t = LIMIT o {r.randint(1, 3)};')
        names = [self.name() for _ in simple]
        self.say(f'  GENERATE {", ".join(items + [f"FLATTEN(t) AS ({chr(44).join(names)})"])}; }};')
        return Relation(out, columns + [(n, t) for n, (_, t) in zip(names, simple)])

    def other(self, rel):
        """Another relation whose column names differ from rel's."""
        choices = [x for x in self.relations if not {n for n, _ in x.columns} & {n for n, _ in rel.columns}]
        return self.r.choice(choices) if choices else None

    def pair(self, a, b):
        pairs = [(x, y) for x, tx in a.columns for y, ty in b.columns if tx == ty and tx in ('int', 'long', 'chararray')]
        return self.r.choice(pairs) if pairs else None

    def join(self, rel):
        r, right = self.r, self.other(rel)
        on = right and self.pair(rel, right)
        if not on:
            return self.foreach(rel)
        out = self.alias()
        kind = r.choice(['', '', ' LEFT', ' RIGHT', ' FULL OUTER', ' LEFT OUTER'])
        hint = ''
        if kind in ('', ' LEFT', ' LEFT OUTER') and r.random() < 0.25:
            hint = " USING 'replicated'"
        elif kind == '' and r.random() < 0.15:
            hint = " USING 'skewed'"
        self.say(f'{out} = JOIN {rel.alias} BY {on[0]}{kind}, {right.alias} BY {on[1]}{hint};')
        return Relation(out, rel.columns + right.columns)

    def cogroup(self, rel):
        r, right = self.r, self.other(rel)
        on = right and self.pair(rel, right)
        if not on:
            return self.group(rel)
        g, out, key = self.alias(), self.alias(), self.name()
        inner = r.choice(['', '', ' INNER'])
        self.say(f'{g} = COGROUP {rel.alias} BY {on[0]}, {right.alias} BY {on[1]}{inner};')
        a, ta = self.aggregates(rel.alias, rel.columns)
        b, tb = self.aggregates(right.alias, right.columns)
        e = self.name()
        empty = f"(IsEmpty({right.alias}) ? 'none' : 'some') AS {e}"
        self.say(f'{out} = FOREACH {g} GENERATE {", ".join([f"group AS {key}"] + a + b + [empty])};')
        return Relation(out, [(key, dict(rel.columns)[on[0]])] + ta + tb + [(e, 'chararray')])

    def union(self, rel):
        right = self.other(rel)
        common = []
        if right:
            left = list(rel.columns)
            for n, t in right.columns:
                match = next((x for x in left if x[1] == t), None)
                if match:
                    left.remove(match)
                    common.append((match[0], n, t))
        if not common:
            return self.filter(rel)
        names = [self.name() for _ in common]
        a, b, out = self.alias(), self.alias(), self.alias()
        self.say(f'{a} = FOREACH {rel.alias} GENERATE {", ".join(f"{x} AS {n}" for (x, _, _), n in zip(common, names))};')
        self.say(f'{b} = FOREACH {right.alias} GENERATE {", ".join(f"{y} AS {n}" for (_, y, _), n in zip(common, names))};')
        self.say(f'{out} = UNION {self.r.choice(["", "ONSCHEMA "])}{a}, {b};')
        return Relation(out, [(n, t) for n, (_, _, t) in zip(names, common)])

    def distinct(self, rel):
        out = self.alias()
        self.say(f'{out} = DISTINCT {rel.alias};')
        return Relation(out, rel.columns)

    def order(self, rel):
        r, out = self.r, self.alias()
        simple = [n for n, t in rel.columns if t in NUMERIC + ('chararray',)]
        if not simple:
            return self.distinct(rel)
        r.shuffle(simple)
        self.say(f'{out} = ORDER {rel.alias} BY {", ".join(n + r.choice(["", " DESC"]) for n in simple)};')
        if len(simple) == len(rel.columns) and r.random() < 0.6:
            cut = self.alias()
            self.say(f'{cut} = LIMIT {out} {r.randint(1, 6)};')
            return Relation(cut, rel.columns)
        return Relation(out, rel.columns)

    def split(self, rel):
        a, b = self.alias(), self.alias()
        self.say(f'SPLIT {rel.alias} INTO {a} IF {self.condition(rel)}, {b} OTHERWISE;')
        return Relation(self.r.choice([a, b]), rel.columns)

    def rank(self, rel):
        r, out = self.r, self.alias()
        keys = self.keys(rel)
        if not keys:
            return self.filter(rel)
        self.say(f'{out} = RANK {rel.alias} BY {", ".join(n + r.choice(["", " DESC"]) for n, _ in keys)}{r.choice(["", " DENSE"])};')
        return Relation(out, [(f'rank_{rel.alias}', 'long')] + rel.columns)

    def cube(self, rel):
        r, c, out = self.r, self.alias(), self.alias()
        dims = self.r.sample(rel.of('chararray'), min(2, len(rel.of('chararray'))))
        if not dims:
            return self.group(rel)
        self.say(f'{c} = CUBE {rel.alias} BY {r.choice(["CUBE", "ROLLUP"])}({", ".join(dims)});')
        names = [self.name() for _ in dims]
        flat = f'FLATTEN(group) AS ({", ".join(names)})' if len(dims) > 1 else f'group AS {names[0]}'
        n = self.name()
        self.say(f'{out} = FOREACH {c} GENERATE {flat}, COUNT_STAR(cube) AS {n};')
        return Relation(out, [(x, 'chararray') for x in names] + [(n, 'long')])

    def cross(self, rel):
        right = self.other(rel)
        if not right:
            return self.filter(rel)
        out = self.alias()
        self.say(f'{out} = CROSS {rel.alias}, {right.alias};')
        return Relation(out, rel.columns + right.columns)

    OPERATORS = ['filter'] * 4 + ['foreach'] * 5 + ['flatten'] * 2 + ['group'] * 4 + ['join'] * 3 + ['cogroup'] * 2 + [
        'union', 'union', 'distinct', 'order', 'order', 'split', 'rank', 'cube', 'cross']


def generate(seed):
    """(script text, {file name: content}) of a seed."""
    s = Script(seed)
    for _ in range(s.r.randint(1, 3)):
        s.load()
    n_cross = 0
    for _ in range(s.r.randint(2, 6)):
        rel = s.r.choice(s.relations[-3:])
        op = s.r.choice(Script.OPERATORS)
        if op == 'cross':
            n_cross += 1
            if n_cross > 1:
                op = 'filter'
        s.relations.append(getattr(s, op)(rel))
    last = s.relations[-1]
    s.say(f'DESCRIBE {last.alias};')
    s.say(f'DUMP {last.alias};')
    return '\n'.join(s.lines) + '\n', s.files
