-- A scheme that nobody knows.
A = LOAD 'foo://host/x';
DUMP A;
