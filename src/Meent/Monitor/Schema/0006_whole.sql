-- A large file is written in parts, so that nobody waits; only what is there to its end counts.
alter table monitor_vintage add column is_whole boolean not null default true;

-- Names of codes, for people: of breakdowns, units.
create table monitor_code (
  kind text not null,
  code text not null,
  name jsonb not null,
  primary key (kind, code)
) /*sqlite: without rowid */;
