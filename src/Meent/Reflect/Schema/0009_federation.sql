-- The key with which this hub signs figures for other hubs: one row.
create table reflect_signing_key (
  id text not null,
  pem text not null,
  made_at timestamptz not null,
  primary key (id)
);

-- Figures of areas that other hubs published, the newest of each, at the area and at all above it.
create table reflect_partner_figure (
  place_id uuid not null,
  partner text not null,
  area_id uuid not null,
  instrument text not null,
  period text not null,
  number integer not null,
  hub text not null,
  made_on date not null,
  received_at timestamptz not null,
  content text not null,
  primary key (place_id, partner, area_id, instrument, period)
);
