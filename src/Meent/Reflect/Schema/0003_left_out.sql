alter table reflect_round add column left_out text;

-- Which areas are left out is part of what an opened round promised.
/*sqlite:
create trigger reflect_round_left_out before update on reflect_round
when old.opened_at is not null and new.left_out is not old.left_out
begin
  select raise(abort, 'an opened round keeps what it promised');
end;
*/
/*postgres:
create trigger reflect_round_left_out before update on reflect_round for each row
when (old.opened_at is not null and new.left_out is distinct from old.left_out)
execute function reflect_keep_promise();
*/
