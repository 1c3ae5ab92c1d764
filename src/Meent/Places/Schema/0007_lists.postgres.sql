-- The letter in front says where a word stands: in a name (n), in town and numbers (t), or as the end of a long word (p). Weights said it
-- before; the index does not know them, so that every question for whole words looked at every place that has the word as a part.
update places_search s set words = coalesce((
  select array_to_tsvector(array_agg(distinct l.list || u.lexeme))
  from unnest(s.words) u
  cross join lateral (select case w when 'A' then 'n' when 'B' then 't' else 'p' end as list from unnest(u.weights) w) l), ''::tsvector);
