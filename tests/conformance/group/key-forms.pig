-- One key in parentheses, a constant beside a column, a text, a null, a tuple.
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = GROUP A BY (k);
C = GROUP A BY (k, 1);
D = GROUP A BY 'c';
E = GROUP A BY (k, UPPER(w));
DESCRIBE B;
DESCRIBE C;
DESCRIBE D;
DESCRIBE E;
DUMP C;
DUMP D;
DUMP E;
