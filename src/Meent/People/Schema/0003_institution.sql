-- A way to an institution and back that was gone to its end: it is gone once.
create table people_way_used (
  id uuid not null primary key,
  expires_at timestamptz not null
);
create index ix_people_way_used_expires_at on people_way_used (expires_at);

alter table people_person add column ended_at timestamptz;
