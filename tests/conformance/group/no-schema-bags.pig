-- GROUP of rows of differing width by their first field.
A = LOAD 'data/ragged.txt';
G = GROUP A BY $0;
R = FOREACH G GENERATE group, COUNT_STAR(A), A.$1;
DUMP R;
