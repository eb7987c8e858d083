-- Our directory ends PATH; properties may be handed to the program.
set pig.streaming.environment 'other, pig.none';
set other 5;
A = LOAD 'data/pairs2.txt' AS (k:chararray, w:chararray);
L = FILTER A BY w == 'x';
B = STREAM L THROUGH `sh -c 'echo "\$other"; test "\${PATH##*:}" = "\$PWD" && echo last'`;
DUMP B;
