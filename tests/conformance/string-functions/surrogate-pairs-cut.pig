-- Positions inside a surrogate pair: a half of it is written as a question mark.
A = LOAD 'files/pair.txt' AS (s:chararray);
B = FOREACH A GENERATE SUBSTRING(s, 0, 2), SUBSTRING(s, 2, 4), SUBSTRING(s, 2, 3), SIZE(SUBSTRING(s, 0, 2)), SIZE(s), INDEXOF(s, 'b'), INDEXOF(s, '', 2), LAST_INDEX_OF(s, ''), SPRINTF('%.2s|%5s|%c', s, s, 128512);
C = FOREACH A GENERATE REPLACE(s, '', '-'), REPLACE(s, 'x*', '-'), REPLACE(s, '\\b', '-'), SIZE(REPLACE(s, '', '-'));
D = FOREACH A GENERATE STRSPLIT(s, ''), STRSPLITTOBAG(s, ''), STRSPLIT(s, '', 2), STRSPLIT(s, '', 3), STRSPLIT(s, '', 4), STRSPLIT(s, '', -1), STRSPLIT(s, '(?=b)');
DUMP B;
DUMP C;
DUMP D;
