-- Bags and tuples that differ inside: nothing is known of the inside, but the name of the tuples where one side knows no more.
A = LOAD 'data/types-bags.txt' AS (a:bag{}, b:bag{t:tuple()}, c:bag{t:(x:int)}, d:bag{t:(x:int,y:int)}, e:tuple(), f:tuple(x:int), g:bag{(x:int)});
DESCRIBE A;
B = FOREACH A GENERATE a AS v;
C = FOREACH A GENERATE b AS v;
D = FOREACH A GENERATE c AS v;
E = FOREACH A GENERATE d AS v;
F = FOREACH A GENERATE g AS v;
U1 = UNION B, D; DESCRIBE U1;
U2 = UNION D, B; DESCRIBE U2;
U3 = UNION B, C; DESCRIBE U3;
U4 = UNION C, D; DESCRIBE U4;
U5 = UNION D, E; DESCRIBE U5;
U6 = UNION D, F; DESCRIBE U6;
U7 = UNION F, E; DESCRIBE U7;
U8 = UNION ONSCHEMA F, B; DESCRIBE U8;
U9 = UNION ONSCHEMA B, D; DESCRIBE U9;
DUMP U5;
DUMP U9;
