-- Words come folded (Folded.Words). Weight A: words of the name, B: of the town, D: ends of long words.
create table places_index (
  place_id uuid not null primary key,
  words tsvector not null
);
create index ix_places_index_words on places_index using gin (words) with (fastupdate = off);
