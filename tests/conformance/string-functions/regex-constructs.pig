-- Each construct of Java's patterns: whole matches, every match, groups of the first match.
-- The texts have ¶ for a line feed and § for a carriage return.
DEFINE FIND REGEX_EXTRACT_ALL('false');
A = LOAD 'files/regex-rows.txt' AS (p:chararray, t:chararray);
B = FOREACH A GENERATE p, REPLACE(REPLACE(t, '¶', '\n'), '§', '\r') AS t;
C = FOREACH B GENERATE p, (t MATCHES p ? 'whole' : 'no'), REPLACE(t, p, '<$0>') AS r, FIND(t, p), REGEX_EXTRACT(t, p, 0) AS e;
D = FOREACH C GENERATE p, $1, REPLACE(REPLACE(r, '\n', '¶'), '\r', '§'), $3, REPLACE(REPLACE(e, '\n', '¶'), '\r', '§');
STORE D INTO 'out';
fs -cat out/part-m-00000
