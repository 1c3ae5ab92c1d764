-- The last day on which a guest who was let in can open the plan for the first time; after it the invitation is void. Null for who is no guest or opened it.
alter table plan_member add column open_until date;
