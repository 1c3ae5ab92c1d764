-- Every entry has a number and the hash of itself and the one before it. Entries from before this file get theirs right after it ran.
alter table hub_audit add column number bigint not null default 0;
alter table hub_audit add column hash text not null default '';
create unique index ix_hub_audit_number on hub_audit (number) where number > 0;
create index ix_hub_audit_person_id on hub_audit (person_id);

-- How many entries there are and the hash of the last: without it nobody would see that the end was cut off.
create table hub_audit_head (
  id integer not null primary key,
  count bigint not null,
  hash text not null
);
insert into hub_audit_head (id, count, hash) values (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');

-- Neither a mistake in the program nor a hand on the database changes in passing what was written down.
/*sqlite:
create trigger hub_audit_kept before update on hub_audit when old.number > 0
begin
  select raise(abort, 'an entry of the audit trail is never changed');
end;
create trigger hub_audit_stays before delete on hub_audit
begin
  select raise(abort, 'an entry of the audit trail is never deleted');
end;
create trigger hub_audit_head_grows before update on hub_audit_head when new.count <= old.count
begin
  select raise(abort, 'the audit trail only grows');
end;
create trigger hub_audit_head_stays before delete on hub_audit_head
begin
  select raise(abort, 'the audit trail only grows');
end;
*/
/*postgres:
create function hub_keep_audit() returns trigger language plpgsql as $$
begin
  raise exception 'an entry of the audit trail is never changed or deleted';
end $$;
create trigger hub_audit_kept before update on hub_audit for each row when (old.number > 0) execute function hub_keep_audit();
create trigger hub_audit_stays before delete on hub_audit for each row execute function hub_keep_audit();
create trigger hub_audit_whole before truncate on hub_audit for each statement execute function hub_keep_audit();
create trigger hub_audit_head_grows before update on hub_audit_head for each row when (new.count <= old.count) execute function hub_keep_audit();
create trigger hub_audit_head_stays before delete on hub_audit_head for each row execute function hub_keep_audit();
create trigger hub_audit_head_whole before truncate on hub_audit_head for each statement execute function hub_keep_audit();
*/
