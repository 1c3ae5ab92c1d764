-- Whether an adviser has opened the report. Before, nobody is told whose the address is. Who was there before was shown already.
alter table reflect_share add column is_opened boolean not null default true;
