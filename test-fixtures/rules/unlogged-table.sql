CREATE UNLOGGED TABLE a (b int);
--     ^^^^^^^^ unlogged-table
create unlogged table if not exists a (b int);
--     ^^^^^^^^ unlogged-table
CREATE TABLE unlogged (b int);
CREATE SCHEMA app CREATE UNLOGGED TABLE cache (id UUID PRIMARY KEY);
--                       ^^^^^^^^ unlogged-table
