-- Who stays? Users by the week they joined, and the share of them seen in each week after.
%default data 'samples/cohort'
%default out 'out/cohort'

signups = LOAD '$data/signups.tsv' AS (user:int, day:int, source:chararray);
activity = LOAD '$data/activity.tsv' AS (user:int, day:int);

joined = JOIN signups BY user, activity BY user;
seen = FOREACH joined GENERATE signups::user AS user, signups::day / 7 AS cohort, source,
    (activity::day - signups::day) / 7 AS week;

sizes = FOREACH (GROUP signups BY day / 7) GENERATE group AS cohort, COUNT(signups) AS size;
active = FOREACH (GROUP seen BY (cohort, week)) {
    users = DISTINCT seen.user;
    GENERATE FLATTEN(group) AS (cohort, week), COUNT(users) AS n;
}
both = JOIN active BY cohort, sizes BY cohort;
retention = FOREACH both GENERATE active::cohort AS cohort, week, n, (double)n / size AS share;
sorted = ORDER retention BY cohort, week;
STORE sorted INTO '$out/retention';

-- the same by where the users came from, for the fourth week only
fourth = FILTER seen BY week == 4;
groups = COGROUP signups BY source, fourth BY source;
by_source = FOREACH groups {
    stayed = DISTINCT fourth.user;
    GENERATE group AS source, COUNT(signups) AS joined, COUNT(stayed) AS stayed,
        (double)COUNT(stayed) / COUNT(signups) AS share;
}
STORE by_source INTO '$out/by_source';
