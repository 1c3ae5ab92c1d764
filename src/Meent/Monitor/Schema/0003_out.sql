-- What a vintage brought, counted once: pages of releases and the catalogue of data read this, and never go through the observations.
create table monitor_release (
  vintage integer not null,
  indicator text not null,
  -- Observations that were not there before, that have another value than before, and that are as before.
  added bigint not null,
  revised bigint not null,
  kept bigint not null,
  -- The first and the last period that its values are about.
  from_period text not null,
  to_period text not null,
  primary key (vintage, indicator)
) /*sqlite: without rowid */;

-- The largest revisions of a vintage.
create table monitor_revision (
  place_id uuid not null,
  vintage integer not null,
  series_id integer not null,
  period text not null,
  was numeric,
  value numeric,
  primary key (place_id, vintage, series_id, period)
) /*sqlite: without rowid */;
create index ix_monitor_revision_vintage on monitor_revision (vintage);
