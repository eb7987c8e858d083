-- A second OUTPUT lands beside the parts of the STORE.
DEFINE c `tee copy.txt` OUTPUT(stdout, 'copy.txt');
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = STREAM A THROUGH c AS (k:chararray, w:chararray);
STORE B INTO 'out';
cat out/part-m-00000;
cat out/copy.txt/part-00000;
