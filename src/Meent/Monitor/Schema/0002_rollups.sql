-- How sure a value is: its standard error, in the unit of the value; null where nothing is known.
alter table monitor_observation add column standard_error numeric;

-- The reports of schools that were taken up: each once.
create table monitor_taken (
  place_id uuid not null,
  round_id uuid not null,
  primary key (place_id, round_id)
) /*sqlite: without rowid */;

-- What a school adds to an area or a board of that day, and once with itself as the place. Whole numbers, those of scores in hundredths.
create table monitor_contribution (
  place_id uuid not null,
  series_id integer not null,
  period text not null,
  school_id uuid not null,
  numerator bigint not null,
  denominator bigint not null,
  n bigint not null,
  counted_on date not null,
  primary key (place_id, series_id, period, school_id)
) /*sqlite: without rowid */;

-- The sums of the contributions of other places: never shown as they are where they come from answers of people.
create table monitor_rollup (
  place_id uuid not null,
  series_id integer not null,
  period text not null,
  numerator bigint not null,
  denominator bigint not null,
  n bigint not null,
  places integer not null,
  primary key (place_id, series_id, period)
) /*sqlite: without rowid */;

-- What a school or a board reads of itself: for its own people only.
create table monitor_own (
  place_id uuid not null,
  series_id integer not null,
  period text not null,
  value numeric,
  n bigint,
  status text,
  confidentiality text,
  reference text,
  standard_error numeric,
  primary key (place_id, series_id, period)
) /*sqlite: without rowid */;
