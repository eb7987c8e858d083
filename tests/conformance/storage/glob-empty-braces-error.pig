-- Braces around nothing match nothing.
A = LOAD 'files/odd/names/{}';
DUMP A;
