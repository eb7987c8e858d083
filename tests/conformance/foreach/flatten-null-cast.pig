-- nulls cast to tuple, bag and map without a schema
A = LOAD 'data/complex.txt';
B = FOREACH A GENERATE FLATTEN((tuple())$9), FLATTEN((bag{})$9), FLATTEN((map[])$9);
DESCRIBE B;
DUMP B;
C = FOREACH A GENERATE FLATTEN((tuple(int,int))$9), FLATTEN((bag{tuple(int,int)})$9), FLATTEN((map[int])$9);
DESCRIBE C;
DUMP C;
