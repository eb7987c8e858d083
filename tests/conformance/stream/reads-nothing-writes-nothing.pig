-- Programs that read nothing, one line, or write nothing.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B1 = STREAM A THROUGH `true`;
B2 = STREAM A THROUGH `head -n 1`;
B3 = STREAM A THROUGH `sh -c 'cat > /dev/null'`;
B4 = STREAM A THROUGH `echo once`;
DUMP B1;
DUMP B2;
DUMP B3;
DUMP B4;
