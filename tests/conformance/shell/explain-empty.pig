--! reference: the words of a plan are our own; there it is empty as well, and no error
-- explain of nothing is no error
explain;
sh echo reached
