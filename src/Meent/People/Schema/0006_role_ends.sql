-- The day that a holder chose, apart from the day on which the role ends: after a closure that is a year at most.
-- Until now a day was chosen only on the page that also invites who takes over.
alter table people_role add column chosen_ends_on date;
update people_role set chosen_ends_on = ends_on
  where ends_on is not null and exists (select 1 from people_invitation i where i.place_id = people_role.place_id and i.hands_over = people_role.id);

-- A role goes over to one other person, once.
alter table people_role add column went_over_at timestamptz;
update people_role set went_over_at = (select max(i.accepted_at) from people_invitation i where i.place_id = people_role.place_id and i.hands_over = people_role.id)
  where exists (select 1 from people_invitation i where i.place_id = people_role.place_id and i.hands_over = people_role.id and i.accepted_at is not null);
