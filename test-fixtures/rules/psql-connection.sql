\connect shop
--       ^^^^ psql-connection
\c postgres
\c
\c - app
\connect -reuse-previous=on "dbname='shop'"
--                                   ^^^^ psql-connection
\c "host=x dbname=postgres options='-c search_path=app -c statement_timeout=5s'"
--                                                        ^^^^^^^^^^^^^^^^^ psql-connection
\c postgresql://admin@host:5432/shop?options=--lock_timeout%3D5
--                              ^^^^ psql-connection
--                                             ^^^^^^^^^^^^ psql-connection
\c :db
\copy t from 'shop'
SELECT '\connect shop';
\c shop;
-- ^^^^ psql-connection
\connect "dbname=shop;"
--               ^^^^ psql-connection
SELECT 1 \c shop
--          ^^^^ psql-connection
