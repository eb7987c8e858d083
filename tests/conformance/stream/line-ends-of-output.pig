-- Lines of a program end at line feeds, carriage returns, or both; an empty line is one null.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
L = FILTER A BY w == 'x';
B1 = STREAM L THROUGH `printf 'a\\r\\nb\\rc\\n\\n\\tb\\t\\nd'`;
DUMP B1;
B2 = STREAM L THROUGH `printf 'a\\r'`;
DUMP B2;
