-- Shipped and run by its path.
DEFINE c `sh files/ops-double.sh` SHIP('files/ops-double.sh') CACHE('data/pairs.txt#rows');
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
B = STREAM A THROUGH c;
DUMP B;
