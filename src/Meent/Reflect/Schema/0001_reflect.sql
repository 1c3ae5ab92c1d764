create table reflect_round (
  place_id uuid not null,
  id uuid not null,
  name text not null,
  instrument_id text not null,
  instrument_version integer not null,
  profile integer not null,
  optional_items text not null,
  leaders integer not null,
  opens_on date not null,
  closes_on date not null,
  created_at timestamptz not null,
  created_by uuid not null,
  opened_at timestamptz,
  opened_by uuid,
  closed_at timestamptz,
  closed_by uuid,
  cancelled_at timestamptz,
  cancelled_by uuid,
  promise text,
  contact_name text not null,
  contact_email text not null,
  papers_seen_at timestamptz,
  papers_seen_by uuid,
  primary key (place_id, id)
);
create index ix_reflect_round_id on reflect_round (id);

-- What participants were promised is kept by the database itself: neither a mistake in the program nor a hand on the database changes it in passing.
/*sqlite:
create trigger reflect_round_promise before update on reflect_round
when old.opened_at is not null and (new.promise is not old.promise or new.leaders <> old.leaders or new.opened_at is not old.opened_at
  or new.instrument_id <> old.instrument_id or new.instrument_version <> old.instrument_version or new.profile <> old.profile
  or new.optional_items <> old.optional_items)
begin
  select raise(abort, 'an opened round keeps what it promised');
end;
*/
/*postgres:
create function reflect_keep_promise() returns trigger language plpgsql as $$
begin
  raise exception 'an opened round keeps what it promised';
end $$;
create trigger reflect_round_promise before update on reflect_round for each row
when (old.opened_at is not null and (new.promise is distinct from old.promise or new.leaders <> old.leaders or new.opened_at is distinct from old.opened_at
  or new.instrument_id <> old.instrument_id or new.instrument_version <> old.instrument_version or new.profile <> old.profile
  or new.optional_items <> old.optional_items))
execute function reflect_keep_promise();
*/

create table reflect_audience (
  place_id uuid not null,
  round_id uuid not null,
  audience text not null,
  variant text,
  invited integer,
  access integer not null,
  link_code text not null,
  answered integer not null,
  sealed boolean not null,
  primary key (place_id, round_id, audience)
) /*sqlite: without rowid */;
create index ix_reflect_audience_link_code on reflect_audience (link_code);

create table reflect_own_item (
  place_id uuid not null,
  round_id uuid not null,
  number integer not null,
  text text not null,
  audiences text not null,
  primary key (place_id, round_id, number)
);

create table reflect_code (
  place_id uuid not null,
  round_id uuid not null,
  hash text not null,
  audience text not null,
  used boolean not null,
  primary key (place_id, round_id, hash)
) /*sqlite: without rowid */;
create index ix_reflect_code_hash on reflect_code (hash);

-- Clustered on the random key: the order of rows tells nothing about the order of answering.
create table reflect_submission (
  place_id uuid not null,
  round_id uuid not null,
  id uuid not null,
  audience text not null,
  answers bytea not null,
  primary key (place_id, round_id, id)
) /*sqlite: without rowid */;

create table reflect_tally (
  place_id uuid not null,
  round_id uuid not null,
  audience text not null,
  item text not null,
  option integer not null,
  n integer not null,
  primary key (place_id, round_id, audience, item, option)
);

create table reflect_area_tally (
  place_id uuid not null,
  round_id uuid not null,
  audience text not null,
  area text not null,
  n integer not null,
  sum bigint not null,
  sum_of_squares bigint not null,
  primary key (place_id, round_id, audience, area)
);

create table reflect_team_view (
  place_id uuid not null,
  round_id uuid not null,
  authors text not null,
  people integer not null,
  answers text not null,
  saved_at timestamptz not null,
  saved_by uuid not null,
  primary key (place_id, round_id)
);

create table reflect_release (
  place_id uuid not null,
  round_id uuid not null,
  released_at timestamptz not null,
  content text not null,
  primary key (place_id, round_id)
);

create table reflect_share (
  place_id uuid not null,
  round_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  until date not null,
  shared_by uuid not null,
  shared_at timestamptz not null,
  ended_at timestamptz,
  primary key (place_id, round_id, id)
);
create index ix_reflect_share_person_id on reflect_share (person_id);

create table reflect_text (
  place_id uuid not null,
  round_id uuid not null,
  kind text not null,
  language text not null,
  content text not null,
  primary key (place_id, round_id, kind, language)
);
