-- Empty lines, a lone return, a byte order mark, bytes that are no UTF-8.
A = LOAD 'files/lines.txt' USING TextLoader(); DUMP A;
B = LOAD 'files/lines.txt' USING TextLoader() AS (l:chararray);
C = FOREACH B GENERATE SIZE(l); DUMP C;
D = LOAD 'files/bom.txt' USING TextLoader(); DUMP D;
E = LOAD 'files/bom.txt'; DUMP E;
