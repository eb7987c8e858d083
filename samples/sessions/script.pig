-- From clicks to sessions: a session ends when a user is silent for half an hour.
%default data 'samples/sessions'
%default out 'out/sessions'
%default gap 1800

clicks = LOAD '$data/clicks.tsv' AS (user:chararray, ts:long, page:chararray);
others = FOREACH clicks GENERATE user AS user2, ts AS ts2;

-- A click starts a session when no click of that user came shortly before it.
pairs = JOIN clicks BY user, others BY user2;
close = FILTER pairs BY ts2 < ts AND ts - ts2 <= $gap;
followed = DISTINCT (FOREACH close GENERATE user AS user, ts AS ts);
checked = JOIN clicks BY (user, ts) LEFT OUTER, followed BY (user, ts);
starts = FOREACH (FILTER checked BY followed::user IS NULL) GENERATE clicks::user AS user, clicks::ts AS start;

-- Each click belongs to the last start that is not after it.
candidates = JOIN clicks BY user, starts BY user;
earlier = FILTER candidates BY start <= ts;
placed = FOREACH (GROUP earlier BY (clicks::user, ts, page)) GENERATE
    FLATTEN(group) AS (user, ts, page), MAX(earlier.start) AS start;

sessions = FOREACH (GROUP placed BY (user, start)) {
    bought = FILTER placed BY page == 'checkout';
    seen = DISTINCT placed.page;
    GENERATE FLATTEN(group) AS (user, start), COUNT(placed) AS clicks, COUNT(seen) AS pages,
        MAX(placed.ts) - MIN(placed.ts) AS seconds, (IsEmpty(bought) ? 0 : 1) AS sale;
}
STORE sessions INTO '$out/sessions';

summary = FOREACH (GROUP sessions BY sale) GENERATE
    group AS sale, COUNT(sessions), AVG(sessions.clicks), AVG(sessions.seconds), MAX(sessions.seconds);
STORE summary INTO '$out/summary';
