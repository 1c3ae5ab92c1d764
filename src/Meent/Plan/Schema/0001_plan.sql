-- Plans of places. The document itself names nobody: people are in plan_person, by slot.
create table plan_plan (
  place_id uuid not null,
  id uuid not null,
  state text not null,
  is_public boolean not null,
  version integer not null,
  made_at timestamptz not null,
  made_by uuid not null,
  next_review date,
  primary key (place_id, id)
);
create index ix_plan_plan_id on plan_plan (id);

-- Every version that ever was; the highest number is the plan.
create table plan_version (
  place_id uuid not null,
  plan_id uuid not null,
  number integer not null,
  saved_at timestamptz not null,
  saved_by uuid not null,
  why text,
  content text not null,
  primary key (place_id, plan_id, number)
);

create table plan_person (
  place_id uuid not null,
  plan_id uuid not null,
  slot text not null,
  person_id uuid,
  name text not null,
  primary key (place_id, plan_id, slot)
);
create index ix_plan_person_person_id on plan_person (person_id);

create table plan_member (
  place_id uuid not null,
  plan_id uuid not null,
  person_id uuid not null,
  role text not null,
  primary key (place_id, plan_id, person_id)
);
create index ix_plan_member_person_id on plan_member (person_id);

-- Indexes of the newest version, written anew with it.
create table plan_link (
  place_id uuid not null,
  plan_id uuid not null,
  objective_id text not null,
  role text not null,
  target text not null,
  primary key (place_id, plan_id, objective_id, role, target)
);
create index ix_plan_link_target on plan_link (target);

create table plan_measured (
  place_id uuid not null,
  plan_id uuid not null,
  objective_id text not null,
  indicator text not null,
  primary key (place_id, plan_id, objective_id, indicator)
);
create index ix_plan_measured_indicator on plan_measured (indicator);
