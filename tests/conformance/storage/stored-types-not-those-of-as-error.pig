A = LOAD 'files/leading-zeros.csv' USING PigStorage(',') AS (a:int, b:double);
STORE A INTO 'out/s' USING PigStorage(',', '-schema');
exec;
B = LOAD 'out/s' USING PigStorage(',') AS (x:(a:int), y:int);
DUMP B;
