-- What the file said, as it was understood: the same file may say more once an unknown word is explained. Null of vintages before this.
alter table monitor_vintage add column content_sha256 text;
