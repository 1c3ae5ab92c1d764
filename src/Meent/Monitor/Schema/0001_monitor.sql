-- Indicators that came with an import; those that are shipped stand in content/indicators.
create table monitor_indicator (
  id text not null primary key,
  content text not null
) /*sqlite: without rowid */;

-- What an observation is about, apart from place and time.
create table monitor_series (
  id integer not null primary key,
  indicator text not null,
  breakdown text not null,
  unit text not null,
  source text not null
);
create unique index ix_monitor_series_indicator_breakdown_unit_source on monitor_series (indicator, breakdown, unit, source);

-- What came in at one time, whole: an import, a publication of figures from schools.
create table monitor_vintage (
  number integer not null primary key,
  source text not null,
  made_at timestamptz not null,
  file_name text,
  sha256 text,
  format text not null,
  row_count bigint not null,
  embargo_until timestamptz,
  note text
);

-- Never changed: a later vintage has a higher number, and the newest counts. A row without value says that there is none; no row says nothing.
create table monitor_observation (
  place_id uuid not null,
  series_id integer not null,
  period text not null,
  vintage integer not null,
  value numeric,
  numerator numeric,
  denominator numeric,
  n bigint,
  status text,
  confidentiality text,
  -- The period that the value is about, where the period is that of an edition.
  reference text,
  primary key (place_id, series_id, period, vintage)
) /*sqlite: without rowid */;

create table monitor_target (
  place_id uuid not null,
  indicator text not null,
  breakdown text not null,
  unit text not null,
  source text not null,
  due_period text not null,
  vintage integer not null,
  value numeric not null,
  base_value numeric,
  base_period text,
  path text,
  primary key (place_id, indicator, breakdown, unit, source, due_period, vintage)
) /*sqlite: without rowid */;

-- Words of foreign files that matched nothing, and what an operator said they mean.
create table monitor_label (
  source text not null,
  dimension text not null,
  label text not null,
  code text,
  left_out boolean not null,
  file_name text not null,
  seen_at timestamptz not null,
  primary key (source, dimension, label)
) /*sqlite: without rowid */;
