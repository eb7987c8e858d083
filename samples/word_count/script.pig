-- Which words does Shakespeare use most in four of his sonnets?
%default data 'samples/word_count'
%default atleast 4

lines = LOAD '$data/sonnets.txt' USING TextLoader() AS (line:chararray);
tokens = FOREACH lines GENERATE FLATTEN(TOKENIZE(line)) AS token;
-- the word without the punctuation around it; null when there is none
words = FOREACH tokens GENERATE
    FLATTEN(REGEX_EXTRACT_ALL(token, '[^A-Za-z]*([A-Za-z][A-Za-z\'-]*)[^A-Za-z]*')) AS (word:chararray);
long_words = FILTER words BY SIZE(word) >= $atleast;

counted = FOREACH (GROUP long_words BY word) GENERATE group AS word, COUNT(long_words) AS n;
ranked = ORDER counted BY n DESC, word;
top = LIMIT ranked 12;
DUMP top;
