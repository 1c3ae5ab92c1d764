create table places_place (
  place_id uuid not null primary key,
  kind text not null,
  name text not null,
  town text,
  postcode text,
  address text,
  country text,
  sector text
) /*sqlite: without rowid */;

create table places_name (
  place_id uuid not null,
  language text not null,
  name text not null,
  primary key (place_id, language, name)
) /*sqlite: without rowid */;

create table places_link (
  place_id uuid not null,
  role text not null,
  valid_from date not null,
  valid_to date,
  parent_id uuid not null,
  primary key (place_id, role, valid_from)
) /*sqlite: without rowid */;
create index ix_places_link_parent_id on places_link (parent_id);

create table places_identifier (
  place_id uuid not null,
  scheme text not null,
  value text not null,
  primary key (place_id, scheme, value)
) /*sqlite: without rowid */;
create index ix_places_identifier_scheme_value on places_identifier (scheme, value);
