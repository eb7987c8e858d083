A = load 'data/pairs.txt' as (t:tuple(a, b:int), g:bag{}, h:{t:(x:int)}, m:map[chararray], n:[int], o:[], p:());
describe A;
