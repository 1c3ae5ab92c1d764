-- A question that people may answer in their own words, after the statements.
create table reflect_free_question (
  place_id uuid not null,
  round_id uuid not null,
  question text not null,
  primary key (place_id, round_id)
);

-- Texts while the round is open, and only those that were written in groups. Nothing leads from a text to a submission: the id is its own
-- and random, rows lie in its order, and when the round closes every row is deleted; what may be shown is then in the release.
create table reflect_free_text (
  place_id uuid not null,
  round_id uuid not null,
  id uuid not null,
  audience text not null,
  content text not null,
  primary key (place_id, round_id, id)
) /*sqlite: without rowid */;
