-- Blanks around a path, and around each part of a list, do not belong to it.
A = LOAD 'files/odd/names/a1.txt, files/odd/names/a2.txt'; DUMP A;
B = LOAD ' files/odd/names/b1.txt '; DUMP B;
C = LOAD 'files/odd/names/sp ace.txt'; DUMP C;
STORE A INTO ' out/s ';
exec;
D = LOAD 'out/s'; DUMP D;
