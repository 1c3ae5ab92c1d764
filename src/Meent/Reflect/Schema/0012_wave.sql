-- A sample of schools that an agency drew from the register. A draw is never changed; another one has another number.
create table reflect_wave (
  place_id uuid not null,
  id uuid not null,
  number integer not null,
  name text not null,
  area_id uuid not null,
  instrument_id text not null,
  instrument_version integer not null,
  frame_day date not null,
  rules text not null,
  seed text not null,
  frame_hash text not null,
  reason text not null,
  drawn_at timestamptz not null,
  drawn_by uuid not null,
  campaign_id uuid,
  decided_at timestamptz,
  content text,
  primary key (place_id, id)
);
create unique index ix_reflect_wave_place_id_number on reflect_wave (place_id, number);
create index ix_reflect_wave_id on reflect_wave (id);

-- How many schools a stratum had on that day, how many were drawn and how many stand in reserve.
create table reflect_wave_stratum (
  place_id uuid not null,
  wave_id uuid not null,
  number integer not null,
  region text,
  sector text,
  frame integer not null,
  drawn integer not null,
  reserves integer not null,
  primary key (place_id, wave_id, number)
);

-- A school that was drawn (rank up to the stratum's drawn) or stands in reserve (ranks after that).
create table reflect_wave_school (
  place_id uuid not null,
  wave_id uuid not null,
  caller_id uuid not null,
  stratum integer not null,
  rank integer not null,
  asked_at timestamptz,
  declined_at timestamptz,
  replaces_id uuid,
  primary key (place_id, wave_id)
);
create index ix_reflect_wave_school_wave_id on reflect_wave_school (wave_id);
