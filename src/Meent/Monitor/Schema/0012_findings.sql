-- The highest number that was given to a finding of a study: it is not given again when that finding is removed.
alter table monitor_study add column last_finding integer not null default 0;
update monitor_study set last_finding = coalesce((select max(f.number) from monitor_finding f where f.place_id = monitor_study.place_id and f.study_id = monitor_study.id), 0);
