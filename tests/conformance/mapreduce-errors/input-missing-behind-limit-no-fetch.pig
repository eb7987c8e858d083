-- With fetching switched off it is a job again.
set opt.fetch false;
A = LOAD 'data/nope.txt' AS (k:chararray, v:int);
B = LIMIT A 3;
DUMP B;
