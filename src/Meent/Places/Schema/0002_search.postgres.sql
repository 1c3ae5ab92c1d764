-- Words come folded (Folded.Words). Weight A: words of the name, B: of the town, D: ends of long words.
create table places_search (
  place_id uuid not null primary key,
  words tsvector not null
);
create index ix_places_search_words on places_search using gin (words) with (fastupdate = off);
