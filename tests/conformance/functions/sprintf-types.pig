-- SPRINTF of every type.
A = LOAD 'data/fn-types.txt' AS (k:chararray, i:int, l:long, f:float, d:double, bi:biginteger, bd:bigdecimal, dt:datetime, s:chararray);
B = FOREACH A GENERATE SPRINTF('%s %s %s %s', i, l, f, d), SPRINTF('%d %d', i, l), SPRINTF('%.2f %e', f, d), SPRINTF('%s %s %s', bi, bd, dt), SPRINTF('%d %.3f', bi, bd);
DESCRIBE B;
DUMP B;
