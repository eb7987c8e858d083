-- A day of a web server: traffic by hour, the pages people like, and what went wrong.
%default data 'samples/web_log'
%default out 'out/web_log'

raw = LOAD '$data/access.log' USING TextLoader() AS (line:chararray);
parsed = FOREACH raw GENERATE FLATTEN(REGEX_EXTRACT_ALL(line,
    '^(\\S+) \\S+ \\S+ \\[[^:]+:(\\d\\d)[^\\]]*\\] "(\\w+) (\\S+) [^"]*" (\\d+) (\\d+) "[^"]*" "([^"]*)"$'))
    AS (ip:chararray, hour:chararray, method:chararray, url:chararray, status:chararray, bytes:chararray, agent:chararray);

SPLIT parsed INTO hits IF status IS NOT NULL, garbled IF status IS NULL;
requests = FOREACH hits GENERATE ip, (int)hour AS hour, url, (int)status AS status, (long)bytes AS bytes, agent;

-- requests, errors and megabytes by hour
by_hour = FOREACH (GROUP requests BY hour) {
    failed = FILTER requests BY status >= 500;
    GENERATE group AS hour, COUNT(requests) AS n, COUNT(failed) AS failed, SUM(requests.bytes) / 1000000.0 AS mb;
}
hours = ORDER by_hour BY hour;
STORE hours INTO '$out/by_hour';

-- the ten pages seen by the most people, robots left out
people = FILTER requests BY NOT (agent MATCHES '.*(bot|curl).*') AND status < 400;
pages = FOREACH (GROUP people BY url) {
    visitors = DISTINCT people.ip;
    GENERATE group AS url, COUNT(visitors) AS visitors, COUNT(people) AS views;
}
ranked_pages = ORDER pages BY visitors DESC, views DESC, url;
top_pages = LIMIT ranked_pages 10;
STORE top_pages INTO '$out/top_pages';

-- the three worst addresses of each kind of error
errors = FILTER requests BY status >= 400;
by_status = FOREACH (GROUP errors BY (status, url)) GENERATE FLATTEN(group) AS (status, url), COUNT(errors) AS n;
worst = FOREACH (GROUP by_status BY status) {
    sorted = ORDER by_status BY n DESC, url;
    first = LIMIT sorted 3;
    GENERATE FLATTEN(first);
}
STORE worst INTO '$out/worst';

unread = FOREACH (GROUP garbled ALL) GENERATE COUNT_STAR(garbled);
STORE unread INTO '$out/unread';
