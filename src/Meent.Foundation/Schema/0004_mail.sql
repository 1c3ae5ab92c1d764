-- Letters on their way, and for thirty days that one was sent. What a letter said goes from the row when a server has it.
create table hub_mail (
  id uuid not null primary key,
  made_at timestamptz not null,
  subject text,
  recipient text,
  recipient_hash text not null,
  message bytea,
  tries integer not null,
  next_at timestamptz not null,
  claimed_by uuid,
  claimed_until timestamptz,
  handing_at timestamptz,
  sent_at timestamptz,
  failed_at timestamptz,
  why text
);
create index ix_hub_mail_next_at on hub_mail (next_at);
create index ix_hub_mail_recipient_hash on hub_mail (recipient_hash);
