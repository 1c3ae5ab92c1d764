create table hub_audit (
  place_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  person_id uuid not null,
  act text not null,
  subject_id uuid,
  primary key (place_id, id)
);
