-- Publishing asks for the areas of each round: without this, SQLite looked into every area for every round.
create index ix_reflect_counter_area_round_id on reflect_counter_area (round_id);
