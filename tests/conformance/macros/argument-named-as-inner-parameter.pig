define sum_it(in_relation, relation, sum_col) returns c {
    b = foreach $in_relation generate group, SUM($relation.$sum_col);
    $c = order b by $1;
}
define group_it(in_relation, group_key, sum_col) returns c {
    b = group $in_relation by $group_key ;
    $c = sum_it(b, $in_relation, $sum_col);
}
a = load 'data/students.txt' as (name, age:int, gpa);
x = group_it(a, name, age);
dump x;
