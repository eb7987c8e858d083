-- Flags of the other conversions.
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
L = LIMIT A 1;
B = FOREACH L GENERATE SPRINTF('%(.2f|%,.2f|%+.1e|%.3g|%a|%10.3f|%-10.2f|%e|%g|%h|%H|%b|%B|%%', -1.5, 1234567.891, 12345.678, 0.00001234, 1.0, 3.14159, 2.5, 0.0, 123456789.0, 'hi', 'hi', true, 'x');
C = FOREACH L GENERATE SPRINTF('%-5s|%5s|%.2s|%S|%10.3S', 'abc', 'abc', 'abc', 'abc', 'abcdef'), SPRINTF('%c%c%C', 65, 97, 98), SPRINTF('%s', 1.0f), SPRINTF('%s %s', (1, 'a'), {(1),(2)}), SPRINTF('%s', 5BD), SPRINTF('%.2f', 2.345BD), SPRINTF('%e', 12345.678BD), SPRINTF('%,.3f', 12345678.9BD), SPRINTF(v), SPRINTF(1.5, 2);
DUMP B;
DUMP C;
