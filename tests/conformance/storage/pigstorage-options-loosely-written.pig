-- Words without a dash are passed over, two dashes are as good as one, -tagFile goes before -tagPath.
A = LOAD 'files/delimiters.txt' USING PigStorage(',', 'schema'); DUMP A;
A = LOAD 'files/delimiters.txt' USING PigStorage(',', ''); DUMP A;
A = LOAD 'files/delimiters.txt' USING PigStorage(',', '-overwrite'); DUMP A;
A = LOAD 'files/delimiters.txt' USING PigStorage(',', '-noschema extra'); DUMP A;
A = LOAD 'files/delimiters.txt' USING PigStorage(',', '--tagFile'); DUMP A;
A = LOAD 'files/delimiters.txt' USING PigStorage(',', '-tagPath -tagFile'); DUMP A;
A = LOAD 'files/delimiters.txt' USING PigStorage(',', '-tagsource'); DUMP A;
