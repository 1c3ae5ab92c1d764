-- A role that was handed over ends on a day, and so does one at a place that closed.
alter table people_role add column ends_on date;
alter table people_role add column reminded_at timestamptz;
create index ix_people_role_ends_on on people_role (ends_on);

-- The role that goes over to the one who is invited.
alter table people_invitation add column hands_over uuid;

-- Addresses of these domains get a role at the place, or at each school of the board, without being asked about.
create table people_mail_domain (
  place_id uuid not null,
  domain text not null,
  most integer not null,
  set_by uuid not null,
  set_at timestamptz not null,
  primary key (place_id, domain)
);
