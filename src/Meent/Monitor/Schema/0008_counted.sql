-- What a school stated, as it first came into a figure that everybody reads: so it stands there for the whole school year, whatever the school states later.
create table monitor_counted (
  place_id uuid not null,
  series_id integer not null,
  period text not null,
  -- The vintage with which it came in.
  vintage integer not null,
  numerator bigint not null,
  denominator bigint not null,
  -- The areas and boards of the day on which it was stated: ids parted by spaces.
  areas text not null,
  primary key (place_id, series_id, period)
) /*sqlite: without rowid */;
