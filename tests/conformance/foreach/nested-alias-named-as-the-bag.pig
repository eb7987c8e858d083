-- An alias of the block that takes the name of the bag.
A = LOAD 'data/voters.txt' AS (name:chararray, age:int, party:chararray, amt:double);
G = GROUP A BY party;
B = FOREACH G {
  A = FILTER A BY age > 60;
  A = ORDER A BY age;
  GENERATE group, COUNT(A), A.age;
};
DUMP B;
