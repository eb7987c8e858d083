-- Flags of %d, %x and %o, of int, long and biginteger.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
L = LIMIT A 1;
B = FOREACH L GENERATE SPRINTF('%x|%X|%o|%#x|%08x|%+d|%(d|%,d|% d|%-6d|%06d|%(x|%+x|%#o|%#X', 255BI, -255BI, 8BI, 255BI, 255BI, 5BI, -5BI, 1234567BI, 5BI, 5BI, -5BI, -255BI, 255BI, -8BI, 255BI);
C = FOREACH L GENERATE SPRINTF('%x|%X|%o|%#o|%08x|%x|%,d|%(,d|%#x|%#08x|%#10x|%-#10x|', 255, -255, 8, 8, 255L, -1L, -1234567, -1234567L, 255, 255, 255L, 255);
DUMP B;
DUMP C;
