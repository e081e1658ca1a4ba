COPY teams FROM '/tmp/teams.csv';
--         ^^^^^^^^^^^^^^^^^^^^^ copy-file
  COPY teams (id, name) TO '/tmp/teams.csv' WITH (FORMAT csv);
--                      ^^^^^^^^^^^^^^^^^^^ copy-file
COPY (SELECT 'from' FROM teams) TO PROGRAM 'gzip';
--                              ^^^^^^^^^^^^^^^^^ copy-file
COPY teams FROM PROGRAM 'curl x'
--         ^^^^^^^^^^^^^^^^^^^^^ copy-file
  WITH (FORMAT csv);
-- Through the client.
COPY teams TO STDOUT;
COPY teams FROM STDIN;
1	from '/tmp/x'
\.
\copy teams FROM '/tmp/teams.csv'
COPY teams TO '/tmp/a.csv'; SELECT 1;
--         ^^^^^^^^^^^^^^^ copy-file
COPY teams TO '/tmp/a.csv'; -- the client's
--         ^^^^^^^^^^^^^^^ copy-file
COPY teams TO :'file' CSV;
--         ^^^^^^^^^^ copy-file
