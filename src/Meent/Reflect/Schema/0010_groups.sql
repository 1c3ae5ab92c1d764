-- A group is of no place: its own id stands where a place's would, and its link, answers and release lie under it in the tables of rounds.
create table reflect_group (
  place_id uuid not null,
  name text not null,
  ladder text not null,
  version integer not null,
  closes_on date not null,
  promise text not null,
  opened_at timestamptz not null,
  opened_by uuid not null,
  closed_at timestamptz,
  primary key (place_id)
);
create index ix_reflect_group_opened_by on reflect_group (opened_by);

-- As with rounds, the database itself keeps what those who answer were promised.
/*sqlite:
create trigger reflect_group_promise before update on reflect_group
when new.promise <> old.promise or new.ladder <> old.ladder or new.version <> old.version or new.closes_on > old.closes_on
begin
  select raise(abort, 'an opened group keeps what it promised');
end;
*/
/*postgres:
create trigger reflect_group_promise before update on reflect_group for each row
when (new.promise <> old.promise or new.ladder <> old.ladder or new.version <> old.version or new.closes_on > old.closes_on)
execute function reflect_keep_promise();
*/
