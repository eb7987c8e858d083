-- A small social graph: who matters (three rounds of page rank), who is mutual, whom to suggest.
%default data 'samples/friends'
%default out 'out/friends'

-- One round: everyone passes their rank on to those they follow, in equal parts.
DEFINE pass_on(ranks, links) RETURNS next {
    joined = JOIN $ranks BY person, $links BY source;
    parts = FOREACH joined GENERATE target AS person, weight / degree AS part;
    $next = FOREACH (GROUP parts BY person) GENERATE group AS person, 0.15 + 0.85 * SUM(parts.part) AS weight;
};

follows = LOAD '$data/follows.tsv' AS (source:chararray, target:chararray);
out_links = GROUP follows BY source;
links = FOREACH out_links GENERATE FLATTEN(follows) AS (source, target), (double)COUNT(follows) AS degree;

start = FOREACH out_links GENERATE group AS person, 1.0 AS weight;
round1 = pass_on(start, links);
round2 = pass_on(round1, links);
round3 = pass_on(round2, links);
sorted = ORDER round3 BY weight DESC, person;
leaders = LIMIT sorted 10;
STORE leaders INTO '$out/leaders';

-- pairs that follow each other, each once
back = FOREACH follows GENERATE source AS from, target AS to;
both = JOIN follows BY (source, target), back BY (to, from);
mutual = FOREACH (FILTER both BY source < target) GENERATE source, target;
STORE mutual INTO '$out/mutual';

-- friends of friends that are not friends yet, with at least four friends in common
steps = JOIN follows BY target, back BY from;
reached = FOREACH (FILTER steps BY source != to) GENERATE source AS person, to AS candidate;
known = JOIN reached BY (person, candidate) LEFT OUTER, follows BY (source, target);
fresh = FOREACH (FILTER known BY follows::source IS NULL) GENERATE person, candidate;
counted = FOREACH (GROUP fresh BY (person, candidate)) GENERATE FLATTEN(group), COUNT(fresh) AS common;
suggestions = FILTER counted BY common >= 4;
STORE suggestions INTO '$out/suggestions';
