-- What a person keeps for themselves. Every query names the person.
create table reflect_self (
  person_id uuid not null,
  id uuid not null,
  ladder text not null,
  version integer not null,
  started_at timestamptz not null,
  saved_at timestamptz not null,
  finished_at timestamptz,
  answers text not null,
  primary key (person_id, id)
);
