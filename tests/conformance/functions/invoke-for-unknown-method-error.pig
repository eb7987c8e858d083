--! reference: it runs the method; there is no Java here
-- A Java method that is not known here: the message points to FFI.
DEFINE hex InvokeForString('java.lang.Integer.toHexString', 'int');
A = LOAD 'data/pairs.txt' AS (k:chararray, v:int);
B = FOREACH A GENERATE hex(v);
DUMP B;
