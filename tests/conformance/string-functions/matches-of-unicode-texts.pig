A = load 'data/unicode.txt' as (u:chararray, n:chararray);
B = foreach A generate n, (u matches '\\w+' ? 1 : 0), (u matches '(?U)\\w+' ? 1 : 0), (u matches '(?iu).*SS.*' ? 1 : 0), ENDSWITH(u, 's'), LAST_INDEX_OF(u, 'a');
dump B;
