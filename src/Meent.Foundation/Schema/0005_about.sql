-- Whom a letter names that waits for a server: it goes with their account.
alter table hub_mail add column about uuid;

-- What was done to a person is read at every look at their own data.
create index ix_hub_audit_subject_id on hub_audit (subject_id) where subject_id is not null;
