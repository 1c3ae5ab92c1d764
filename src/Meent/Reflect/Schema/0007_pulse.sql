-- A pulse asks again some items of an earlier round. What it asks is part of what participants were promised.
alter table reflect_round add column asked_again text;
alter table reflect_round add column pulse_of uuid;

/*sqlite:
create trigger reflect_round_pulse before update on reflect_round
when old.opened_at is not null and (new.asked_again is not old.asked_again or new.pulse_of is not old.pulse_of)
begin
  select raise(abort, 'an opened round keeps what it promised');
end;
*/
/*postgres:
create trigger reflect_round_pulse before update on reflect_round for each row
when (old.opened_at is not null and (new.asked_again is distinct from old.asked_again or new.pulse_of is distinct from old.pulse_of))
execute function reflect_keep_promise();
*/
