-- The vintage under embargo that an indicator or a series came with: until that is out, nobody but operators learns that there is one. Null where it is open to all.
alter table monitor_indicator add column closed_with integer;
alter table monitor_series add column closed_with integer;
