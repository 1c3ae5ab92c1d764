-- What people said of a measure, one after the other; the newest counts.
create table plan_checkin (
  place_id uuid not null,
  plan_id uuid not null,
  measure_id text not null,
  id uuid not null,
  said_at timestamptz not null,
  said_by uuid not null,
  state integer not null,
  confidence integer not null,
  figure text,
  value numeric,
  line text not null,
  primary key (place_id, plan_id, measure_id, id)
);
create index ix_plan_checkin_plan_id on plan_checkin (plan_id);
create index ix_plan_checkin_said_by on plan_checkin (said_by);

-- That people looked at a plan together, and what they decided. When they do so next is plan_plan.next_review.
create table plan_review (
  place_id uuid not null,
  plan_id uuid not null,
  id uuid not null,
  due_on date,
  held_on date not null,
  written_at timestamptz not null,
  written_by uuid not null,
  decided text not null,
  primary key (place_id, plan_id, id)
);
create index ix_plan_review_plan_id on plan_review (plan_id);
create index ix_plan_review_written_by on plan_review (written_by);

-- What people were reminded of, so that nobody gets a letter twice.
create table plan_reminder (
  place_id uuid not null,
  plan_id uuid not null,
  about text not null,
  due_on date not null,
  sent_on date not null,
  primary key (place_id, plan_id, about, due_on)
);
