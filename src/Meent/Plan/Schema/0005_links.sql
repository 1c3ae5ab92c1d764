-- One target may have twenty thousand links; they are read place by place until one is found that lies where it is asked for.
drop index ix_plan_link_target;
create index ix_plan_link_target_place_id_plan_id on plan_link (target, place_id, plan_id);
