-- Two years of a hardware shop: what each kind of customer brings in, who buys most, who never did.
%default data 'samples/orders'
%default out 'out/orders'
%declare order_fields '(number:long, customer:int, day:chararray, state:chararray)'
%declare item_fields '(number:long, line:int, kind:chararray, quantity:int, price:double)'

customers = LOAD '$data/customers.tsv' AS (id:int, name:chararray, city:chararray, segment:chararray);
orders_2023 = LOAD '$data/orders-2023.tsv' AS $order_fields;
orders_2024 = LOAD '$data/orders-2024.tsv' AS $order_fields;
items = LOAD '$data/items-{2023,2024}.tsv' AS $item_fields;

all_orders = UNION orders_2023, orders_2024;
shipped = FILTER all_orders BY state == 'shipped';
lines = JOIN shipped BY number, items BY number;
sales = FOREACH lines GENERATE shipped::customer AS customer, shipped::number AS number,
    (day MATCHES '2023-.*' ? 2023 : 2024) AS year, kind, quantity * price AS amount;

-- revenue by segment and year, with its share of everything sold
named = JOIN sales BY customer, customers BY id USING 'replicated';
by_segment = FOREACH (GROUP named BY (segment, year)) GENERATE
    FLATTEN(group) AS (segment, year), SUM(named.amount) AS revenue;
total = FOREACH (GROUP by_segment ALL) GENERATE SUM(by_segment.revenue) AS everything;
with_total = CROSS by_segment, total;
share = FOREACH with_total GENERATE segment, year, revenue, revenue / everything AS share;
STORE share INTO '$out/by_segment';

-- the best customers of each city
spent = FOREACH (GROUP named BY (city, name, id)) {
    bought = DISTINCT named.number;
    GENERATE FLATTEN(group) AS (city, name, id), COUNT(bought) AS orders, SUM(named.amount) AS amount;
}
best = FOREACH (GROUP spent BY city) {
    sorted = ORDER spent BY amount DESC;
    first = LIMIT sorted 2;
    GENERATE FLATTEN(first.(city, name, orders, amount));
}
STORE best INTO '$out/best_customers';

-- customers without an order, and the number of orders and cancellations of the others
history = COGROUP customers BY id, all_orders BY customer;
idle = FOREACH (FILTER history BY IsEmpty(all_orders)) GENERATE FLATTEN(customers.(id, name, city));
STORE idle INTO '$out/never_ordered';
busy = FOREACH (FILTER history BY COUNT(all_orders) >= 15) {
    cancelled = FILTER all_orders BY state == 'cancelled';
    GENERATE FLATTEN(customers.(id, name)), COUNT(all_orders), COUNT(cancelled), MIN(all_orders.day), MAX(all_orders.day);
}
STORE busy INTO '$out/busy';

-- kinds of goods with their average line and dearest line
kinds = FOREACH (GROUP sales BY kind) GENERATE group, COUNT(sales), AVG(sales.amount), MAX(sales.amount);
STORE kinds INTO '$out/kinds';
