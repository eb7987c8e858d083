-- several fields of what has no type are untyped
A = LOAD 'x' AS (u:{(a:int,b:int)}, w:{}, y, t:tuple());
B = FOREACH A GENERATE u.($0,$1), w.($0,$1), y.($0,$1), w.$0, y.$0, t.($0,$1);
DESCRIBE B;
C = LOAD 'x';
D = FOREACH C GENERATE $1.($0,$1), $2.$0;
DESCRIBE D;
