create table people_session (
  id uuid not null primary key,
  person_id uuid not null,
  started_at timestamptz not null,
  seen_on date not null,
  proved_at timestamptz not null,
  browser text,
  system text,
  stay boolean not null,
  replaces uuid
);
create index ix_people_session_person_id on people_session (person_id);
create index ix_people_session_seen_on on people_session (seen_on);

create table people_passkey (
  credential_id bytea not null primary key,
  user_id uuid not null,
  data jsonb not null
);
create index ix_people_passkey_user_id on people_passkey (user_id);

create table people_authenticator (
  person_id uuid not null primary key,
  secret text not null,
  last_step bigint not null
);

create table people_recovery_code (
  person_id uuid not null,
  hash text not null,
  primary key (person_id, hash)
);

-- One change of address waits per person; a later one takes its place.
create table people_address_change (
  person_id uuid not null primary key,
  id uuid not null,
  email text not null,
  normalized_email text not null,
  asked_at timestamptz not null,
  effective_at timestamptz not null,
  hash text not null,
  tries_left integer not null
);
create unique index ix_people_address_change_id on people_address_change (id);
create index ix_people_address_change_effective_at on people_address_change (effective_at);
