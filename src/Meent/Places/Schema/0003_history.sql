-- A place opens and closes on days of its own: a school can be open without belonging anywhere.
alter table places_place add column opened_on date;
alter table places_place add column closed_on date;
-- What an organisation is: company, agency, provider, library, adviser.
alter table places_place add column type text;

-- Null: its name in that language. Others: short, former, also.
alter table places_name add column kind text;
alter table places_name add column valid_from date;
alter table places_name add column valid_to date;
alter table places_identifier add column valid_from date;
alter table places_identifier add column valid_to date;

-- What lies below a place on a day: one search per level of the tree.
drop index ix_places_link_parent_id;
create index ix_places_link_parent_id_role_valid_from on places_link (parent_id, role, valid_from);

-- A time in which a place was closed, and which is over.
create table places_closure (
  place_id uuid not null,
  closed_on date not null,
  reopened_on date not null,
  primary key (place_id, closed_on)
) /*sqlite: without rowid */;

-- Two places that look like one, and are two: an operator said so.
create table places_twin (
  place_id uuid not null,
  other_id uuid not null,
  primary key (place_id, other_id)
) /*sqlite: without rowid */;
