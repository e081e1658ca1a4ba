create type app.mood as enum ('sad', /* fine */ 'ok');
-- ^^^^^^^^^^^ enum-type (at 0)
CREATE TYPE "Mood" AS ENUM ();
-- ^^^^^^^^^^^ enum-type (at 0)
CREATE DOMAIN mood AS text CHECK (VALUE IN ('sad', 'ok'));
CREATE TABLE enum (type TEXT);
