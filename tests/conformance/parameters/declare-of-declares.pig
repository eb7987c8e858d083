%declare x '1'; 
%declare y "$x$x"
%declare z '${y}_$x'
sh echo $x $y $z
