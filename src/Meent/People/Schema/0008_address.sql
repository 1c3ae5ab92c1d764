-- The letter in which the old address is asked: until it has been sent, nobody can have objected.
alter table people_address_change add column letter_id uuid;
