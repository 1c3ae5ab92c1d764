-- What a school states about its connection and its devices: facts about a place, and nobody's answers. Never changed; the last of a school year counts.
create table monitor_statement (
  place_id uuid not null,
  id uuid not null,
  stated_at timestamptz not null,
  stated_on date not null,
  -- Megabits a second: by contract, and as measured once from a browser at the school.
  contracted_down integer,
  contracted_up integer,
  measured_down integer,
  learners integer,
  -- Of the school, for learners to use; and those of them that are older than five years.
  devices integer,
  old_devices integer,
  -- What shows it: a contract, an invoice, an inventory.
  evidence text,
  -- The areas and boards to which it was added: ids parted by spaces.
  areas text not null,
  primary key (place_id, id)
);
