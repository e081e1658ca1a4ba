CREATE TABLE teams (id uuid PRIMARY KEY, name text, "Name" text, name text);
--                                                               ^^^^ duplicate-name
CREATE TABLE IF NOT EXISTS teams (id uuid PRIMARY KEY);
CREATE VIEW teams AS SELECT 1 AS one;
--          ^^^^^ duplicate-name
CREATE OR REPLACE VIEW players AS SELECT 1 AS one;
CREATE OR REPLACE VIEW players AS SELECT 2 AS one;
CREATE TABLE app.teams (id uuid PRIMARY KEY);
CREATE INDEX ASYNC teams_name ON teams (name);
CREATE INDEX ASYNC teams_name ON players (one);
--                 ^^^^^^^^^^ duplicate-name
CREATE INDEX ASYNC teams_name ON app.teams (id);
CREATE SEQUENCE teams_name CACHE 65536;
--              ^^^^^^^^^^ duplicate-name
ALTER TABLE teams ADD COLUMN city text;
ALTER TABLE teams ADD COLUMN city text;
--                           ^^^^ duplicate-name
ALTER TABLE teams ADD COLUMN IF NOT EXISTS city text;
ALTER TABLE teams DROP COLUMN city;
ALTER TABLE teams ADD COLUMN city text;
CREATE TABLE games (id uuid CONSTRAINT games_key PRIMARY KEY, CONSTRAINT c CHECK (id IS NOT NULL), CONSTRAINT c CHECK (true));
--                                                                                                            ^ duplicate-name
CREATE TABLE halves (id uuid CONSTRAINT games_key PRIMARY KEY, CONSTRAINT c CHECK (id IS NOT NULL));
--                                      ^^^^^^^^^ duplicate-name
DROP TABLE teams;
CREATE TABLE teams (id uuid PRIMARY KEY);
CREATE INDEX ASYNC teams_name ON teams (id);
ALTER TABLE games RENAME TO matches;
CREATE TABLE games (id uuid PRIMARY KEY);
CREATE DOMAIN mood AS text;
CREATE DOMAIN mood AS int;
--            ^^^^ duplicate-name
CREATE SCHEMA app;
CREATE SCHEMA IF NOT EXISTS app;
CREATE SCHEMA app;
--            ^^^ duplicate-name
BEGIN;
CREATE TABLE tried (id uuid PRIMARY KEY);
ROLLBACK;
CREATE TABLE tried (id uuid PRIMARY KEY);
SET search_path = app;
CREATE TABLE tried (id uuid PRIMARY KEY);
CREATE TEMP TABLE scratch (id int);
CREATE INDEX scratch_id ON scratch (id);
CREATE INDEX ASYNC scratch_id ON games (id);
CREATE DOMAIN old_mood AS text;
ALTER DOMAIN old_mood RENAME TO former_mood;
CREATE DOMAIN old_mood AS text;
ALTER TABLE IF EXISTS maybe ADD CONSTRAINT maybe_check CHECK (true) NOT VALID;
ALTER TABLE IF EXISTS maybe ADD CONSTRAINT maybe_check CHECK (true) NOT VALID;
RESET search_path;
CREATE SCHEMA one;
CREATE TABLE plain (id uuid PRIMARY KEY);
DROP TABLE one.plain, plain;
CREATE TABLE plain (id uuid PRIMARY KEY);
DROP TABLE public.plain;
CREATE TABLE plain (id uuid PRIMARY KEY);
CREATE DOMAIN plain AS text;
--            ^^^^^ duplicate-name
CREATE DOMAIN labels AS text;
CREATE VIEW labels AS SELECT 1 AS one;
--          ^^^^^^ duplicate-name
CREATE SEQUENCE labels CACHE 65536;
CREATE DOMAIN numbered AS int;
ALTER DOMAIN numbered SET SCHEMA one;
CREATE DOMAIN numbered AS int;
CREATE VIEW seen AS SELECT 1 AS one;
ALTER VIEW seen SET SCHEMA one;
CREATE VIEW seen AS SELECT 1 AS one;
CREATE TABLE one.seen (id uuid PRIMARY KEY);
--           ^^^^^^^^ duplicate-name
ALTER SCHEMA one RENAME TO two;
CREATE SCHEMA one;
CREATE TABLE one.seen (id uuid PRIMARY KEY);
CREATE FUNCTION area(side int) RETURNS int LANGUAGE sql AS 'SELECT side * side';
CREATE FUNCTION area(side int, other int) RETURNS int LANGUAGE sql AS 'SELECT side * other';
CREATE FUNCTION area(side text) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION area(edge integer, OUT inside int) LANGUAGE sql AS 'SELECT edge * edge';
--              ^^^^ duplicate-name
CREATE OR REPLACE FUNCTION area(side int) RETURNS int LANGUAGE sql AS 'SELECT side';
DROP FUNCTION area(int);
CREATE FUNCTION area(side int) RETURNS int LANGUAGE sql AS 'SELECT side * side';
ALTER FUNCTION area(int) RENAME TO surface;
CREATE FUNCTION area(side int) RETURNS int LANGUAGE sql AS 'SELECT side * side';
CREATE ROLE reader;
CREATE ROLE reader WITH LOGIN;
--          ^^^^^^ duplicate-name
DROP ROLE reader;
CREATE ROLE reader;
ALTER TABLE matches RENAME TO rounds;
CREATE TABLE matches (id uuid PRIMARY KEY, home text, away text);
ALTER TABLE matches RENAME COLUMN home TO away;
--                                        ^^^^ duplicate-name
