-- A board or an agency calls a campaign; each school that it invites has a row of its own, with the round that it began.
create table reflect_campaign (
  place_id uuid not null,
  id uuid not null,
  area_id uuid not null,
  name text not null,
  instrument_id text not null,
  instrument_version integer not null,
  opens_on date not null,
  closes_on date not null,
  letter text not null,
  called_at timestamptz not null,
  called_by uuid not null,
  reminded_at timestamptz,
  ended_at timestamptz,
  ended_by uuid,
  primary key (place_id, id)
);
create index ix_reflect_campaign_id on reflect_campaign (id);

create table reflect_campaign_school (
  place_id uuid not null,
  campaign_id uuid not null,
  caller_id uuid not null,
  round_id uuid,
  primary key (place_id, campaign_id)
);
create index ix_reflect_campaign_school_campaign_id on reflect_campaign_school (campaign_id);

-- One link for an audience of all schools of a campaign, and what may be shown of those groups that are too small alone.
create table reflect_pool (
  place_id uuid not null,
  campaign_id uuid not null,
  audience text not null,
  link_code text not null,
  decided_at timestamptz,
  content text,
  primary key (place_id, campaign_id)
);
create index ix_reflect_pool_link_code on reflect_pool (link_code);

create table reflect_pool_round (
  place_id uuid not null,
  round_id uuid not null,
  caller_id uuid not null,
  campaign_id uuid not null,
  counted boolean not null,
  primary key (place_id, round_id)
);
create index ix_reflect_pool_round_campaign_id on reflect_pool_round (campaign_id);
