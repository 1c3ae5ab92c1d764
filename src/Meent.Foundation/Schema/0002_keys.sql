create table hub_key (
  id text not null primary key,
  xml text not null
);
