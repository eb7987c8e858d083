--! reference: on one machine it ships nothing, so that the program is not found; on a cluster it prints this
-- Files of SHIP and CACHE are found under their names; our own directory is there too.
DEFINE c `shipped.sh` SHIP('files/shipped.sh') CACHE('data/pairs2.txt#words');
DEFINE d `sh shipped.sh` SHIP('files/shipped.sh') CACHE('data/pairs2.txt#words');
DEFINE e `cat rows.in data/pairs2.txt` SHIP('files/shipped.sh') INPUT('rows.in');
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
L = FILTER A BY w == 'x';
B = STREAM L THROUGH c;
DUMP B;
C = STREAM L THROUGH d;
DUMP C;
D = STREAM L THROUGH e;
DUMP D;
fs -test -e rows.in;
