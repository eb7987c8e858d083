--! reference: its files in _logs are named by the job and hold a header besides
-- STDERR keeps the messages of the first tasks beside the stored rows.
DEFINE c `sh -c 'cat; echo said >&2'` STDERR('errs' LIMIT 1);
DEFINE d `sh -c 'cat; echo said >&2'` STDERR('errs' LIMIT 0);
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
L = FILTER A BY w == 'x';
B = STREAM L THROUGH c;
STORE B INTO 'b';
C = STREAM L THROUGH d;
STORE C INTO 'c';
cat b/_logs/errs/task-00000;
cat b/part-m-00000;
fs -test -e c/_logs;
