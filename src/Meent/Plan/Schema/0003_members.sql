-- Whether somebody was let in as one of the place: then it counts as long as they hold a role there. Null for who was there before this column:
-- the hub looks into their roles when it starts; until then they count as people of the place.
alter table plan_member add column by_role boolean;
-- Whether a guest has opened the plan. Before, nobody is told whose the address is. Who was there before was shown already.
alter table plan_member add column is_opened boolean not null default true;
