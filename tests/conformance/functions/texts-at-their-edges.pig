-- Texts: as they are mostly used, then empty texts, positions outside, patterns that match nothing or everything.
A = LOAD 'data/fn-strings.txt' USING PigStorage('|') AS (s:chararray);
-- normal: CONCAT ENDSWITH EqualsIgnoreCase INDEXOF LAST_INDEX_OF LCFIRST LOWER LTRIM REPLACE RTRIM STARTSWITH StringConcat
-- normal: SUBSTRING TRIM UCFIRST UPPER
B = FOREACH A GENERATE s, CONCAT(s, '!'), CONCAT(s, '-', s), StringConcat(s, '?'), ENDSWITH(s, 'o'), STARTSWITH(s, 'h'), EqualsIgnoreCase(s, 'HELLO'), INDEXOF(s, 'l', 0), LAST_INDEX_OF(s, 'l'), LCFIRST(s), UCFIRST(s), LOWER(s), UPPER(s), LTRIM(s), RTRIM(s), TRIM(s), REPLACE(s, 'l+', 'L'), SUBSTRING(s, 0, 2);
DUMP B;
-- normal: REGEX_EXTRACT REGEX_EXTRACT_ALL REGEX_SEARCH SPRINTF STRSPLIT STRSPLITTOBAG TOKENIZE
B = FOREACH A GENERATE REGEX_EXTRACT(s, '(\\w+)', 1), REGEX_EXTRACT_ALL(s, '(.)(.*)'), REGEX_SEARCH(s, '([a-z])'), SPRINTF('<%s>', s), STRSPLIT(s, 'l'), STRSPLITTOBAG(s, 'l'), TOKENIZE(s);
DUMP B;
O = FOREACH (LIMIT A 1) GENERATE '' AS e:chararray, 'a' AS a:chararray, 'aXbXc' AS x:chararray;
-- edge: CONCAT ENDSWITH EqualsIgnoreCase INDEXOF LAST_INDEX_OF LCFIRST LOWER LTRIM RTRIM STARTSWITH StringConcat TRIM UCFIRST UPPER
B = FOREACH O GENERATE CONCAT(e, e), CONCAT(e, a, e), ENDSWITH(e, e), ENDSWITH(a, e), ENDSWITH(e, a), EqualsIgnoreCase(e, e), EqualsIgnoreCase(a, e), INDEXOF(e, e, 0), INDEXOF(a, e, 5), INDEXOF(x, 'X', -3), INDEXOF(x, 'X', 2), INDEXOF(x, 'X', 99), LAST_INDEX_OF(e, e), LAST_INDEX_OF(x, e), LAST_INDEX_OF(x, 'X');
DUMP B;
B = FOREACH O GENERATE LCFIRST(e), UCFIRST(e), LCFIRST('Éa'), UCFIRST('éa'), LOWER(e), UPPER(e), LOWER('ÀÉİ'), UPPER('straße'), LTRIM(e), RTRIM('  '), TRIM('\t x \n'), STARTSWITH(e, e), STARTSWITH(a, e), StringConcat(e, e), StringConcat(e, a);
DUMP B;
-- edge: REGEX_EXTRACT REGEX_EXTRACT_ALL REPLACE STRSPLIT STRSPLITTOBAG SUBSTRING TOKENIZE REGEX_SEARCH SPRINTF
B = FOREACH O GENERATE REGEX_EXTRACT(e, '', 0), REGEX_EXTRACT(x, '(z)?', 1), REGEX_EXTRACT(x, 'b', 0), REGEX_EXTRACT(x, 'q', 0), REGEX_EXTRACT_ALL(e, ''), REGEX_EXTRACT_ALL(x, '.*'), REGEX_EXTRACT_ALL(x, '(q)?.*'), REGEX_EXTRACT_ALL(x, 'a'), REPLACE(e, '', 'y'), REPLACE(a, '', '-'), REPLACE(x, 'X', ''), REPLACE(x, '(b)', '<$1>'), REGEX_SEARCH(e, '(x*)') AS r, REGEX_SEARCH(x, '(X*)') AS s;
DUMP B;
B = FOREACH O GENERATE STRSPLIT(e, 'X'), STRSPLIT(x, ''), STRSPLIT('XX', 'X'), STRSPLIT('XaX', 'X', -1), STRSPLIT(x, 'X', 2), STRSPLIT(x, 'X', 1), STRSPLITTOBAG(e, 'X'), STRSPLITTOBAG('XX', 'X', -1), STRSPLITTOBAG(x, 'X', 2), SUBSTRING(x, 0, 0), SUBSTRING(x, 3, 99), SUBSTRING(x, 5, 5), SUBSTRING(e, 0, 1);
DUMP B;
B = FOREACH O GENERATE TOKENIZE(e) AS t1, TOKENIZE(' ,') AS t2, TOKENIZE(x, 'X') AS t3, TOKENIZE(x, e) AS t4, TOKENIZE('a"b(c)d*e,f g') AS t5, SPRINTF(''), SPRINTF('%%'), SPRINTF('%5s|%-5s|%05d|%+d|%x|%,d', a, a, 42, 42, 255, 1234567);
DUMP B;
-- null: REGEX_SEARCH StringConcat
N = LOAD 'data/fn-all-null.txt' AS (ba, i:int, l:long, f:float, d:double, bo:boolean, dt:datetime, c:chararray);
B = FOREACH N GENERATE REGEX_SEARCH(c, '(a)'), StringConcat(c, 'a'), StringConcat('a', c);
DUMP B;
