-- Open ranges over rows of unknown schema take the rest of each row, whatever its length.
V = LOAD 'data/ragged.txt';
B = FOREACH V GENERATE $1..;
DESCRIBE B;
DUMP B;
C = FOREACH V GENERATE $0, $1.., $0;
DUMP C;
D = FOREACH V GENERATE ..$1;
DESCRIBE D;
DUMP D;
E = FOREACH V GENERATE TOTUPLE($1..) AS t, SIZE(TOTUPLE($0..));
DUMP E;
F = FOREACH V GENERATE TOTUPLE(*) AS t, (*) AS u;
DESCRIBE F;
G = FOREACH F GENERATE SIZE(t), t.$1, FLATTEN(u);
DUMP G;
