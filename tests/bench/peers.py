# SPDX-License-Identifier: Apache-2.0
"""The same workloads on the peers: peers.py ENGINE WORKLOAD DATA OUT (one process, text in, text out).

Engines: polars and clickhouse (embedded, chdb) run here; for duckdb the SQL is printed, and its own
command-line program runs it, so that no peer pays for more start-up than its user would."""
import os, sys
engine, work, data, out = sys.argv[1:5]
EV = ['user', 'action', 'timespent', 'query', 'ip', 'ts', 'revenue', 'page']
US = ['user', 'name', 'city', 'state', 'age']
LOG = r'^(\S+) \S+ \S+ \[([^\]]+)\] "(\w+) (\S+) [^"]*" (\d+) (\d+) .*$'


def duckdb_():
    sql = []
    opt = "delim='\\t', header=false, quote='', escape='', auto_detect=false"
    sql.append(f"""CREATE VIEW ev AS SELECT * FROM read_csv('{data}/events.tsv', {opt}, columns={{'user':'VARCHAR','action':'INT','timespent':'INT','query':'VARCHAR','ip':'VARCHAR','ts':'BIGINT','revenue':'DOUBLE','page':'VARCHAR'}})""")
    sql.append(f"""CREATE VIEW us AS SELECT * FROM read_csv('{data}/users.tsv', {opt}, columns={{'user':'VARCHAR','name':'VARCHAR','city':'VARCHAR','state':'VARCHAR','age':'INT'}})""")
    line = lambda f: f"read_csv('{data}/{f}', delim='\\x01', header=false, quote='', escape='', auto_detect=false, columns={{'line':'VARCHAR'}})"
    put = lambda q, to: sql.append(f"COPY ({q}) TO '{to}' (DELIMITER '\t', HEADER false, QUOTE '', ESCAPE '')")
    q = {
        'scan-filter': "SELECT user, page, timespent*1000::BIGINT, revenue FROM ev WHERE timespent>30 AND action<>3",
        'group-sum': "SELECT user, count(*), sum(timespent), max(ts), avg(revenue) FROM ev GROUP BY user",
        'wordcount': f"SELECT w, count(*) FROM (SELECT unnest(string_split(line,' ')) w FROM {line('text.txt')}) GROUP BY w",
        'join-group': "SELECT state, action, count(*), sum(revenue) FROM ev JOIN us USING (user) GROUP BY state, action",
        'order': "SELECT * FROM ev ORDER BY ts DESC, user, revenue, ip, page, query",
        'distinct-count': "SELECT user, count(DISTINCT page), count(*) FROM ev GROUP BY user",
        'top-n': "SELECT page, user, revenue, ts FROM ev QUALIFY row_number() OVER (PARTITION BY page ORDER BY revenue DESC, ts, user, ip) <= 3",
        'log-regex': f"SELECT r[4], r[5], count(*), sum(r[6]::BIGINT) FROM (SELECT regexp_extract_all(line, '{LOG}', 0) z, [regexp_extract(line,'{LOG}',1),'','',regexp_extract(line,'{LOG}',4),regexp_extract(line,'{LOG}',5),regexp_extract(line,'{LOG}',6)] r FROM {line('access.log')}) GROUP BY 1,2",
        'cogroup': "SELECT coalesce(e.user,u.user), CASE WHEN u.user IS NULL THEN 'unknown' ELSE 'known' END, coalesce(n,0), r FROM (SELECT user, count(*) n, sum(revenue) r FROM ev GROUP BY user) e FULL JOIN us u ON e.user=u.user WHERE n IS NULL OR u.user IS NULL",
    }
    # one regex pass over the log, as the script does
    q['log-regex'] = f"SELECT s.url, s.status, count(*), sum(s.bytes::BIGINT) FROM (SELECT regexp_extract(line, '{LOG}', ['ip','t','method','url','status','bytes']) s FROM {line('access.log')}) GROUP BY 1,2"
    os.makedirs(out, exist_ok=True)
    if work == 'multi-store':
        sql.append("CREATE TEMP TABLE e AS SELECT action, timespent, revenue, page, ip FROM ev")
        for n, s in (('by-action', "SELECT action, count(*), sum(revenue) FROM e GROUP BY 1"), ('long-by-page', "SELECT page, count(*) FROM e WHERE timespent>=90 GROUP BY 1"), ('short-ips', "SELECT DISTINCT ip FROM e WHERE timespent<10")):
            os.makedirs(f'{out}/{n}', exist_ok=True); put(s, f'{out}/{n}/part-0')
    else:
        put(q[work], f'{out}/part-0')
    print(';\n'.join(sql) + ';')


def polars_():
    import polars as pl
    from polars import col
    S, I, L, D = pl.String, pl.Int32, pl.Int64, pl.Float64
    opt = dict(separator='\t', has_header=False, quote_char=None)
    ev = pl.scan_csv(f'{data}/events.tsv', schema=dict(zip(EV, [S, I, I, S, S, L, D, S])), **opt)
    us = pl.scan_csv(f'{data}/users.tsv', schema=dict(zip(US, [S, S, S, S, I])), **opt)
    lines = lambda f: pl.scan_csv(f'{data}/{f}', separator='\x01', has_header=False, quote_char=None, schema={'line': S})
    os.makedirs(out, exist_ok=True)
    put = lambda lf, to: lf.sink_csv(to, separator='\t', include_header=False, quote_style='never')
    if work == 'multi-store':
        a = ev.group_by('action').agg(pl.len(), col('revenue').sum())
        b = ev.filter(col('timespent') >= 90).group_by('page').agg(pl.len())
        d = ev.filter(col('timespent') < 10).select('ip').unique()
        for n, f in zip(('by-action', 'long-by-page', 'short-ips'), pl.collect_all([a, b, d])):
            os.makedirs(f'{out}/{n}', exist_ok=True); f.write_csv(f'{out}/{n}/part-0', separator='\t', include_header=False, quote_style='never')
        return
    q = {
        'scan-filter': lambda: ev.filter((col('timespent') > 30) & (col('action') != 3)).select('user', 'page', col('timespent').cast(L) * 1000, 'revenue'),
        'group-sum': lambda: ev.group_by('user').agg(pl.len(), col('timespent').sum(), col('ts').max(), col('revenue').mean()),
        'wordcount': lambda: lines('text.txt').select(col('line').str.split(' ')).explode('line').group_by('line').agg(pl.len()),
        'join-group': lambda: ev.join(us, on='user').group_by('state', 'action').agg(pl.len(), col('revenue').sum()),
        'order': lambda: ev.sort('ts', 'user', 'revenue', 'ip', 'page', 'query', descending=[True] + [False] * 5),
        'distinct-count': lambda: ev.group_by('user').agg(col('page').n_unique(), pl.len()),
        'top-n': lambda: ev.sort('revenue', 'ts', 'user', 'ip', descending=[True, False, False, False]).group_by('page', maintain_order=True).head(3).select('page', 'user', 'revenue', 'ts'),
        'log-regex': lambda: lines('access.log').select(col('line').str.extract_groups(LOG).alias('g')).unnest('g').group_by('4', '5').agg(pl.len(), col('6').cast(L).sum()),
        'cogroup': lambda: ev.group_by('user').agg(pl.len().alias('n'), col('revenue').sum().alias('r')).join(us.select('user', k=pl.lit(1)), on='user', how='full', coalesce=True).filter(col('n').is_null() | col('k').is_null()).select('user', pl.when(col('k').is_null()).then(pl.lit('unknown')).otherwise(pl.lit('known')), col('n').fill_null(0), 'r'),
    }
    put(q[work](), f'{out}/part-0')


def clickhouse_():
    import chdb
    types = 'user String, action Int32, timespent Int32, query String, ip String, ts Int64, revenue Float64, page String'
    ev = f"file('{data}/events.tsv', TSV, '{types}')"
    us = f"file('{data}/users.tsv', TSV, 'user String, name String, city String, state String, age Int32')"
    line = lambda f: f"file('{data}/{f}', LineAsString, 'line String')"
    q = {
        'scan-filter': f"SELECT user, page, timespent * 1000::Int64, revenue FROM {ev} WHERE timespent > 30 AND action <> 3",
        'group-sum': f"SELECT user, count(), sum(timespent), max(ts), avg(revenue) FROM {ev} GROUP BY user",
        'wordcount': f"SELECT w, count() FROM {line('text.txt')} ARRAY JOIN splitByChar(' ', line) AS w GROUP BY w",
        'join-group': f"SELECT state, action, count(), sum(revenue) FROM {ev} e INNER JOIN {us} u ON e.user = u.user GROUP BY state, action",
        'order': f"SELECT * FROM {ev} ORDER BY ts DESC, user, revenue, ip, page, query",
        'distinct-count': f"SELECT user, uniqExact(page), count() FROM {ev} GROUP BY user",
        'top-n': f"SELECT page, user, revenue, ts FROM {ev} ORDER BY revenue DESC, ts, user, ip LIMIT 3 BY page",
        'log-regex': f"SELECT g[4], g[5], count(), sum(toInt64(g[6])) FROM (SELECT extractGroups(line, '{LOG.replace(chr(92), chr(92) * 2)}') g FROM {line('access.log')}) GROUP BY 1, 2",
        'cogroup': f"SELECT if(e.user = '', u.user, e.user), if(u.user = '', 'unknown', 'known'), n, r FROM (SELECT user, count() n, sum(revenue)::Nullable(Float64) r FROM {ev} GROUP BY user) e FULL JOIN (SELECT user FROM {us}) u ON e.user = u.user WHERE n = 0 OR u.user = ''",
    }
    os.makedirs(out, exist_ok=True)
    # nulls as empty text, as in the other engines
    put = lambda s, to: chdb.query(f"INSERT INTO FUNCTION file('{to}', TSV) SETTINGS format_tsv_null_representation='' {s}")
    if work == 'multi-store':
        for n, s in (('by-action', f"SELECT action, count(), sum(revenue) FROM {ev} GROUP BY 1"), ('long-by-page', f"SELECT page, count() FROM {ev} WHERE timespent >= 90 GROUP BY 1"), ('short-ips', f"SELECT DISTINCT ip FROM {ev} WHERE timespent < 10")):
            os.makedirs(f'{out}/{n}', exist_ok=True); put(s, f'{out}/{n}/part-0')
        return
    put(q[work], f'{out}/part-0')


{'duckdb': duckdb_, 'polars': polars_, 'clickhouse': clickhouse_}[engine]()
