-- Distinct words of names and towns under the beginnings of their spelling with one letter left out (NearWord.Variants).
-- Ranges of beginnings need the order of code points.
create table places_search_near (
  variant text collate "C" not null,
  word text collate "C" not null,
  primary key (variant, word)
);
