kill x
