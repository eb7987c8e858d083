A = load 'data/fn-strings.txt' as (i:int, s:chararray);
B = foreach A generate REPLACE(s, '(l)(o)', '$2$1'), REPLACE(s, '', '-'), REPLACE(s, ' +', ''), REPLACE(s, '.', 'x'), REPLACE(s, '\\.', 'x');
dump B;
