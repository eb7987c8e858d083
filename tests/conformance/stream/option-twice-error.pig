-- An option of DEFINE given twice.
DEFINE c `cat` INPUT(stdin)
    INPUT(stdin);
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
DUMP A;
