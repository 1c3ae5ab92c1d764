-- Distinct words of names and towns under the beginnings of their spelling with one letter left out (NearWord.Variants).
create table places_search_near (
  variant text not null,
  word text not null,
  primary key (variant, word)
) without rowid;

-- Where the index has a place: its own column place_id is not indexed.
create table places_search_row (
  place_id uuid not null primary key,
  row_id integer not null
) without rowid;
insert into places_search_row (place_id, row_id) select place_id, rowid from places_search;
