-- What people are asked in their own words is part of what an opened round promised: it is not put in, changed or taken out any more.
/*sqlite:
create trigger reflect_free_question_put_in before insert on reflect_free_question
when exists (select 1 from reflect_round r where r.place_id = new.place_id and r.id = new.round_id and r.opened_at is not null)
begin
  select raise(abort, 'an opened round keeps what it promised');
end;
create trigger reflect_free_question_changed before update on reflect_free_question
when exists (select 1 from reflect_round r where r.place_id = old.place_id and r.id = old.round_id and r.opened_at is not null)
begin
  select raise(abort, 'an opened round keeps what it promised');
end;
create trigger reflect_free_question_taken_out before delete on reflect_free_question
when exists (select 1 from reflect_round r where r.place_id = old.place_id and r.id = old.round_id and r.opened_at is not null)
begin
  select raise(abort, 'an opened round keeps what it promised');
end;
*/
/*postgres:
create function reflect_keep_free_question() returns trigger language plpgsql as $$
begin
  if exists (select 1 from reflect_round r where r.place_id = coalesce(old.place_id, new.place_id) and r.id = coalesce(old.round_id, new.round_id) and r.opened_at is not null) then
    raise exception 'an opened round keeps what it promised';
  end if;
  return coalesce(new, old);
end $$;
create trigger reflect_free_question_kept before insert or update or delete on reflect_free_question for each row
execute function reflect_keep_free_question();
*/
