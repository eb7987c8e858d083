--! ordered
A = load 'data/sh-one.txt' as (i:int); -- tail

/* block
comment */
B = filter A
  by i > 0
;
   C = limit B 1; D = limit B 2;
%declare x 5
-- again
E = limit B $x;
define U UPPER();
store E into 'o';
history
history -n
