-- One side has no rows, with every hint and outer form.
B = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
E = FILTER B BY v > 1000;
J1 = JOIN E BY k, B BY k;
J2 = JOIN B BY k LEFT, E BY k;
J3 = JOIN E BY k RIGHT, B BY k;
J4 = JOIN E BY k FULL, B BY k;
J5 = JOIN B BY k LEFT, E BY k USING 'replicated';
J6 = JOIN B BY k LEFT, E BY k USING 'skewed';
J7 = JOIN B BY k LEFT, E BY k USING 'bloom';
J8 = JOIN B BY k, E BY k USING 'replicated';
DUMP J1;
DUMP J2;
DUMP J3;
DUMP J4;
DUMP J5;
DUMP J6;
DUMP J7;
DUMP J8;
