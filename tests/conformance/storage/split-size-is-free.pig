-- However small the pieces, rows are the same.
set pig.maxCombinedSplitSize 40;
set mapreduce.input.fileinputformat.split.maxsize 40;
A = LOAD 'files/crlf.txt';
DUMP A;
D = LOAD 'files/badutf.txt' USING TextLoader();
DUMP D;
