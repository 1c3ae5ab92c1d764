-- Words come folded and parted by spaces (Folded.Words), so the simplest tokenizer will do. The text itself is not kept twice.
create virtual table places_search using fts5 (
  place_id unindexed, name, town, part,
  content = '', contentless_delete = 1, contentless_unindexed = 1,
  tokenize = 'ascii', detail = column, prefix = '2 3'
);
