-- What a team or a board judged on a ladder, under its own names. It holds no answer of anybody else.
create table reflect_appraisal (
  place_id uuid not null,
  id uuid not null,
  instrument_id text not null,
  instrument_version integer not null,
  authors text not null,
  people integer not null,
  content text not null,
  started_at timestamptz not null,
  started_by uuid not null,
  saved_at timestamptz not null,
  saved_by uuid not null,
  finished_at timestamptz,
  finished_by uuid,
  primary key (place_id, id)
);
create index ix_reflect_appraisal_id on reflect_appraisal (id);
