-- Escapes of commands: those of texts; any other backslash falls away.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
L = FILTER A BY w == 'x';
B1 = STREAM L THROUGH `printf %s 'a\\nb'`;
B2 = STREAM L THROUGH `printf %s 'a\nb\tc'`;
B3 = STREAM L THROUGH `printf %s 'a\qb\.c\/d\x41\u0041'`;
B4 = STREAM L THROUGH `printf %s 'a\\\\b'`;
B5 = STREAM L THROUGH `sed 's/\(.\)\t/\1-/'`;
DUMP B1;
DUMP B2;
DUMP B3;
DUMP B4;
DUMP B5;
