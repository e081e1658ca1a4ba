SHOW lc_collate;
--   ^^^^^^^^^^ lc-collate
show LC_COLLATE;
--   ^^^^^^^^^^ lc-collate
SHOW ALL;
SHOW server_encoding;
SELECT 'SHOW lc_collate';
