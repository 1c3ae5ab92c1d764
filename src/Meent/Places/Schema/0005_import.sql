-- ISCED 2011 levels of a school, 0 to 8, parted by spaces.
alter table places_place add column isced text;

-- One run of an import: what was asked, how far it came, and how it ended. place_id is the country.
create table places_import (
  place_id uuid not null,
  import_id uuid not null,
  scheme text not null,
  file text not null,
  hash text not null,
  counts_from date not null,
  parts_done integer not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  summary text,
  primary key (place_id, import_id)
) /*sqlite: without rowid */;

-- What became of the schools of one part, kept until the report is written.
create table places_import_part (
  place_id uuid not null,
  import_id uuid not null,
  part integer not null,
  outcomes text not null,
  primary key (place_id, import_id, part)
) /*sqlite: without rowid */;
