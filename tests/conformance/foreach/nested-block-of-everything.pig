-- ORDER, LIMIT, DISTINCT, FILTER and projections in one block; DESCRIBE of its aliases.
A = LOAD 'data/voters.txt' AS (name:chararray, age:int, party:chararray, amt:double);
G = GROUP A BY party;
B = FOREACH G {
  o = ORDER A BY age DESC, name;
  l = LIMIT o 2;
  d = DISTINCT A.name;
  f = FILTER A BY age > 70 OR name == 'alice';
  p = f.(age, name);
  op = ORDER p BY $0, name DESC;
  GENERATE group, COUNT(d) AS nd, l.(name, age) AS top, op, SIZE(f), MAX(l.amt);
};
DESCRIBE B;
DUMP B;
DESCRIBE B::l;
DESCRIBE B::d;
DESCRIBE B::op;
