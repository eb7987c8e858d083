-- What the properties of compression, not the name of the folder, ask for. $out, $codec.
set output.compression.enabled true;
set output.compression.codec org.apache.hadoop.io.compress.$codec;
A = LOAD 'data/rows.txt' USING PigStorage('|') AS (t:boolean, i:int, l:long, f:float, d:double, s:chararray, b:bytearray, w:datetime, n:biginteger, m:bigdecimal);
STORE A INTO '$out/text_$codec' USING PigStorage('|', '-schema');
STORE A INTO '$out/json_$codec' USING JsonStorage();
