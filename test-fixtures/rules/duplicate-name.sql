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
