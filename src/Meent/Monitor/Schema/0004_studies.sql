-- Studies of whether something worked, and what each of them found.
create table monitor_study (
  place_id uuid not null,
  id uuid not null,
  title text not null,
  authors text not null,
  design text not null,
  published integer not null,
  about text,
  address text,
  indicator text,
  -- The measure of a plan that it looks at: plan:{place}/{plan}/m1.
  measure text,
  written_at timestamptz not null,
  primary key (place_id, id)
);
create index ix_monitor_study_id on monitor_study (id);
create index ix_monitor_study_measure on monitor_study (measure);

create table monitor_finding (
  place_id uuid not null,
  study_id uuid not null,
  number integer not null,
  sentence text not null,
  direction text not null,
  effect numeric,
  low numeric,
  high numeric,
  unit text,
  n bigint,
  primary key (place_id, study_id, number)
);
