-- A backslash quotes; an alternative that is empty matches nothing; sets and nested braces.
A = LOAD 'files/odd/names/st\\*r.txt'; DUMP A;
B = LOAD 'files/odd/names/x\\{y\\}.txt'; DUMP B;
C = LOAD 'files/odd/names/br\\[a\\].txt'; DUMP C;
D = LOAD 'files/odd/names/{a1.txt,}'; DUMP D;
E = LOAD 'files/odd/names/{a{1,2},b{1,9}}.txt'; DUMP E;
F = LOAD 'files/odd/names/[^a-b]1.txt'; DUMP F;
G = LOAD 'files/odd/names/{a1.txt,in/f}'; DUMP G;
H = LOAD '{files/odd/names/a1.txt,files/odd/names/in}'; DUMP H;
I = LOAD 'files/odd/names/a1.txt{}'; DUMP I;
J = LOAD 'files/odd/names/{a1,a1}.txt'; DUMP J;
K = LOAD 'files/odd/names/a*,files/odd/names/a1.txt'; DUMP K;
L = LOAD 'files/odd/names/_priv/f'; DUMP L;
M = LOAD 'files/odd/names/in/../a1.txt'; DUMP M;
N = LOAD 'files/odd/names'; DUMP N;
