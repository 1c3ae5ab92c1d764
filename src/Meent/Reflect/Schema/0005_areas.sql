-- What the release of a round shows, as areas count it: written once, when the round closes.
create table reflect_counter (
  place_id uuid not null,
  round_id uuid not null,
  instrument text not null,
  version integer not null,
  period text not null,
  profile text not null,
  closed_on date not null,
  sector text,
  size text,
  demonstration boolean not null,
  content text not null,
  -- The publication with which it came into the figures of areas; null while it waits.
  run integer,
  primary key (place_id, round_id)
);
create index ix_reflect_counter_instrument_period on reflect_counter (instrument, period);

-- The areas and the board that the school belonged to on the day on which the round closed.
create table reflect_counter_area (
  place_id uuid not null,
  round_id uuid not null,
  school_id uuid not null,
  role text not null,
  primary key (place_id, round_id)
) /*sqlite: without rowid */;

-- Figures of an area or a board as they were published; a later edition has a higher number, and no edition is ever changed.
create table reflect_edition (
  place_id uuid not null,
  instrument text not null,
  period text not null,
  number integer not null,
  run integer not null,
  made_at timestamptz not null,
  content text not null,
  primary key (place_id, instrument, period, number)
);
create index ix_reflect_edition_instrument_period on reflect_edition (instrument, period);
