-- What the Aurora DSQL steering guide of 2025-11-25 says is not supported, whether by
-- example or only in prose. Each case begins with "-- case: <title>"; the "-- guide:" line
-- below it names the guide's heading. A case of several statements is one unit: it is
-- refused as a whole, though single statements of it may be fine.
-- Judge these with asOf 2025-11-25: some work in later releases of Aurora DSQL.

-- case: CREATE TABLE and INSERT in one transaction
-- guide: Transaction Patterns > Transaction Constraints
BEGIN;
CREATE TABLE seasons (id UUID PRIMARY KEY DEFAULT gen_random_uuid(), label VARCHAR(9) NOT NULL);
INSERT INTO seasons (label) VALUES ('2024-25');
COMMIT;

-- case: ALTER TABLE and UPDATE in one transaction
-- guide: Common Pitfalls > Mixed DDL and DML in Transactions
BEGIN;
ALTER TABLE teams ADD COLUMN city VARCHAR(80);
UPDATE teams SET city = 'Boston' WHERE nba_id = 1610612738;
END;

-- case: DELETE and DROP TABLE in one transaction
-- guide: Common Pitfalls > Mixed DDL and DML in Transactions
START TRANSACTION;
DELETE FROM games WHERE game_date < '2000-01-01';
DROP TABLE seasons;
COMMIT;

-- case: two DDL statements in one transaction
-- guide: Transaction Patterns > Transaction Constraints
BEGIN;
CREATE TABLE arenas (id UUID PRIMARY KEY DEFAULT gen_random_uuid(), name VARCHAR(120) NOT NULL);
CREATE TABLE referees (id UUID PRIMARY KEY DEFAULT gen_random_uuid(), name VARCHAR(120) NOT NULL);
COMMIT;

-- case: a table and its index in one transaction
-- guide: Transaction Patterns > Transaction Constraints
BEGIN;
CREATE TABLE coaches (id UUID PRIMARY KEY DEFAULT gen_random_uuid(), name VARCHAR(120) NOT NULL);
CREATE INDEX ASYNC idx_coaches_name ON coaches(name);
COMMIT;

-- case: more than 3,000 rows in one statement
-- guide: Transaction Patterns > Transaction Constraints
INSERT INTO teams (nba_id, full_name)
SELECT n, 'Team ' || n FROM generate_series(1, 3001) AS n;

-- case: more than 3,000 rows in an explicit transaction
-- guide: Transaction Patterns > Transaction Constraints
BEGIN;
INSERT INTO teams (nba_id, full_name) SELECT n, 'Team ' || n FROM generate_series(1, 3001) AS n;
COMMIT;

-- case: more than 3,000 rows over several statements
-- guide: Common Pitfalls > Transaction Row Limits
BEGIN;
INSERT INTO teams (nba_id, full_name) SELECT n, 'Team ' || n FROM generate_series(1, 2000) AS n;
INSERT INTO games (home_team_id, game_date) SELECT gen_random_uuid(), DATE '2024-01-01' + n FROM generate_series(1, 1001) AS n;
COMMIT;

-- case: isolation level SERIALIZABLE in BEGIN
-- guide: Transaction Patterns > Transaction Constraints
BEGIN ISOLATION LEVEL SERIALIZABLE;
SELECT COUNT(*) FROM teams;
COMMIT;

-- case: isolation level READ COMMITTED in BEGIN
-- guide: Transaction Patterns > Transaction Constraints
BEGIN ISOLATION LEVEL READ COMMITTED;
SELECT COUNT(*) FROM teams;
COMMIT;

-- case: isolation level READ UNCOMMITTED in BEGIN
-- guide: Transaction Patterns > Transaction Constraints
BEGIN ISOLATION LEVEL READ UNCOMMITTED;
SELECT COUNT(*) FROM teams;
COMMIT;

-- case: isolation level SERIALIZABLE in START TRANSACTION
-- guide: Transaction Patterns > Transaction Constraints
START TRANSACTION ISOLATION LEVEL SERIALIZABLE, READ ONLY;
SELECT COUNT(*) FROM teams;
COMMIT;

-- case: isolation level READ COMMITTED in SET TRANSACTION
-- guide: Transaction Patterns > Transaction Constraints
BEGIN;
SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
SELECT COUNT(*) FROM teams;
COMMIT;

-- case: default isolation level by parameter
-- guide: Transaction Patterns > Transaction Constraints
SET default_transaction_isolation = 'serializable';

-- case: column foreign key with ON DELETE CASCADE
-- guide: NO: Foreign Key Constraints
CREATE TABLE games (
  id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
  home_team_id UUID REFERENCES teams(id) ON DELETE CASCADE
);

-- case: column foreign key
-- guide: NO: Foreign Key Constraints
CREATE TABLE players (
  id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
  team_id UUID NOT NULL REFERENCES teams
);

-- case: named column foreign key
-- guide: NO: Foreign Key Constraints
CREATE TABLE players (
  id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
  team_id UUID CONSTRAINT players_team_fk REFERENCES teams (id)
);

-- case: table foreign key
-- guide: NO: Foreign Key Constraints
CREATE TABLE games (
  id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
  home_team_id UUID NOT NULL,
  away_team_id UUID NOT NULL,
  FOREIGN KEY (home_team_id) REFERENCES teams (id),
  CONSTRAINT games_away_fk FOREIGN KEY (away_team_id) REFERENCES teams (id) ON UPDATE NO ACTION
);

-- case: foreign key added by ALTER TABLE
-- guide: NO: Foreign Key Constraints
ALTER TABLE games
  ADD CONSTRAINT games_home_fk FOREIGN KEY (home_team_id) REFERENCES teams (id);

-- case: foreign key added by ALTER TABLE, NOT VALID
-- guide: NO: Foreign Key Constraints
ALTER TABLE games
  ADD CONSTRAINT games_home_fk FOREIGN KEY (home_team_id) REFERENCES teams (id) NOT VALID;

-- case: foreign key on an added column
-- guide: NO: Foreign Key Constraints
ALTER TABLE games ADD COLUMN arena_id UUID REFERENCES arenas (id);

-- case: synchronous index
-- guide: NO: Synchronous Indexes
CREATE INDEX idx_teams_nba_id ON teams(nba_id);

-- case: synchronous unique index
-- guide: NO: Synchronous Indexes
CREATE UNIQUE INDEX idx_teams_abbreviation ON teams(abbreviation);

-- case: synchronous index, IF NOT EXISTS
-- guide: NO: Synchronous Indexes
CREATE INDEX IF NOT EXISTS idx_teams_name ON teams(full_name);

-- case: synchronous index with descending order
-- guide: NO: Synchronous Indexes
CREATE INDEX idx_games_date ON games(game_date DESC);

-- case: asynchronous index with descending order
-- guide: NO: Synchronous Indexes
CREATE INDEX ASYNC idx_games_date ON games(game_date DESC);

-- case: asynchronous index with mixed order
-- guide: NO: Synchronous Indexes
CREATE INDEX ASYNC idx_games_home_date ON games(home_team_id ASC, game_date DESC);

-- case: BIGSERIAL primary key
-- guide: NO: SERIAL or IDENTITY Columns
CREATE TABLE teams (
  id BIGSERIAL PRIMARY KEY
);

-- case: SERIAL primary key
-- guide: NO: SERIAL or IDENTITY Columns
CREATE TABLE teams (
  id SERIAL PRIMARY KEY
);

-- case: SMALLSERIAL primary key
-- guide: NO: SERIAL or IDENTITY Columns
CREATE TABLE teams (
  id SMALLSERIAL PRIMARY KEY
);

-- case: SERIAL column that is no key
-- guide: Supported CRUD Operations > Create Table (Key Points)
CREATE TABLE tickets (
  id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
  number SERIAL NOT NULL
);

-- case: added SERIAL column
-- guide: NO: SERIAL or IDENTITY Columns
ALTER TABLE teams ADD COLUMN seq_no SERIAL;

-- case: GENERATED ALWAYS AS IDENTITY
-- guide: NO: SERIAL or IDENTITY Columns
CREATE TABLE teams (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY
);

-- case: GENERATED BY DEFAULT AS IDENTITY
-- guide: NO: SERIAL or IDENTITY Columns
CREATE TABLE teams (
  id BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY
);

-- case: integer identity with options but without a cache
-- guide: NO: SERIAL or IDENTITY Columns
CREATE TABLE teams (
  id INTEGER GENERATED ALWAYS AS IDENTITY (START WITH 100 INCREMENT BY 10) PRIMARY KEY
);

-- case: sequence
-- guide: NO: Sequences
CREATE SEQUENCE team_id_seq;

-- case: sequence with options
-- guide: NO: Sequences
CREATE SEQUENCE IF NOT EXISTS ticket_no AS bigint START WITH 1000 INCREMENT BY 1 NO CYCLE;

-- case: sequence and column default
-- guide: NO: Sequences
CREATE SEQUENCE game_no;
CREATE TABLE game_numbers (no BIGINT PRIMARY KEY DEFAULT nextval('game_no'));

-- case: temporary table as a query
-- guide: NO: Temporary Tables
CREATE TEMPORARY TABLE temp_results AS
SELECT * FROM games WHERE game_date = CURRENT_DATE;

-- case: temporary table with columns
-- guide: NO: Temporary Tables
CREATE TEMP TABLE temp_scores (game_id UUID PRIMARY KEY, home INTEGER, away INTEGER);

-- case: temporary table dropped at commit
-- guide: NO: Temporary Tables
CREATE TEMPORARY TABLE IF NOT EXISTS temp_ids (id UUID PRIMARY KEY) ON COMMIT DROP;

-- case: row trigger
-- guide: NO: Triggers
CREATE TRIGGER update_timestamp
BEFORE UPDATE ON teams
FOR EACH ROW EXECUTE FUNCTION update_modified_column();

-- case: statement trigger
-- guide: NO: Triggers
CREATE OR REPLACE TRIGGER log_changes
AFTER INSERT OR DELETE ON games
FOR EACH STATEMENT EXECUTE FUNCTION log_change();

-- case: PL/pgSQL function
-- guide: NO: Stored Procedures (Non-SQL)
CREATE FUNCTION calculate_stats() RETURNS void AS $$
BEGIN
  -- procedural logic
END;
$$ LANGUAGE plpgsql;

-- case: PL/pgSQL trigger function
-- guide: NO: Stored Procedures (Non-SQL)
CREATE OR REPLACE FUNCTION update_modified_column() RETURNS trigger
LANGUAGE 'plpgsql' AS $body$
BEGIN
  NEW.modified_at = now(); -- set on every change
  RETURN NEW;
END
$body$;

-- case: PL/Python function
-- guide: NO: Stored Procedures (Non-SQL)
CREATE FUNCTION shout(word text) RETURNS text AS $$
  return word.upper()
$$ LANGUAGE plpython3u;

-- case: PL/Perl function
-- guide: NO: Stored Procedures (Non-SQL)
CREATE FUNCTION larger(a integer, b integer) RETURNS integer AS $$
  my ($x, $y) = @_; return $x > $y ? $x : $y;
$$ LANGUAGE plperl;

-- case: PL/pgSQL procedure
-- guide: NO: Stored Procedures (Non-SQL)
CREATE PROCEDURE close_season(season date) LANGUAGE plpgsql AS $$
BEGIN
  UPDATE games SET status = 'closed' WHERE game_date < season;
END;
$$;

-- case: partition of a table
-- guide: NO: Partitioning
CREATE TABLE games_2024 PARTITION OF games
FOR VALUES FROM ('2024-01-01') TO ('2024-12-31');

-- case: default partition
-- guide: NO: Partitioning
CREATE TABLE games_other PARTITION OF games DEFAULT;

-- case: table partitioned by RANGE
-- guide: NO: Partitioning
CREATE TABLE games (
  id UUID NOT NULL,
  league VARCHAR(10) NOT NULL,
  game_date DATE NOT NULL
) PARTITION BY RANGE (game_date);

-- case: table partitioned by LIST
-- guide: NO: Partitioning
CREATE TABLE games (
  id UUID NOT NULL,
  league VARCHAR(10) NOT NULL,
  game_date DATE NOT NULL
) PARTITION BY LIST (league);

-- case: table partitioned by HASH
-- guide: NO: Partitioning
CREATE TABLE games (
  id UUID NOT NULL,
  league VARCHAR(10) NOT NULL,
  game_date DATE NOT NULL
) PARTITION BY HASH (id);

-- case: attached partition
-- guide: NO: Partitioning
ALTER TABLE games ATTACH PARTITION games_2023
FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');

-- case: extension PL/pgSQL
-- guide: NO: Extensions
CREATE EXTENSION plpgsql;

-- case: extension PostGIS
-- guide: NO: Extensions
CREATE EXTENSION postgis;

-- case: extension PGVector
-- guide: NO: Extensions
CREATE EXTENSION vector;

-- case: extension PGAudit
-- guide: NO: Extensions
CREATE EXTENSION pgaudit;

-- case: extension postgres_fdw
-- guide: NO: Extensions
CREATE EXTENSION postgres_fdw;

-- case: extension pg_cron
-- guide: NO: Extensions
CREATE EXTENSION pg_cron;

-- case: extension pg_stat_statements
-- guide: NO: Extensions
CREATE EXTENSION pg_stat_statements;

-- case: extension with IF NOT EXISTS and a schema
-- guide: NO: Extensions
CREATE EXTENSION IF NOT EXISTS "uuid-ossp" WITH SCHEMA public;

-- case: create a database
-- guide: NO: Multiple Databases
CREATE DATABASE analytics;

-- case: rename the database
-- guide: NO: Multiple Databases
ALTER DATABASE postgres RENAME TO league;

-- case: drop the database
-- guide: NO: Multiple Databases
DROP DATABASE postgres;

-- case: grant on a database
-- guide: NO: Multiple Databases
GRANT CONNECT ON DATABASE postgres TO app_user;

-- case: grant all on a database
-- guide: NO: Multiple Databases
GRANT ALL PRIVILEGES ON DATABASE postgres TO app_user;

-- case: TRUNCATE TABLE
-- guide: NO: TRUNCATE
TRUNCATE TABLE teams;

-- case: TRUNCATE of several tables
-- guide: NO: TRUNCATE
TRUNCATE teams, games RESTART IDENTITY CASCADE;

-- case: VACUUM ANALYZE
-- guide: NO: VACUUM
VACUUM ANALYZE teams;

-- case: VACUUM
-- guide: NO: VACUUM
VACUUM;

-- case: VACUUM with options
-- guide: NO: VACUUM
VACUUM (FULL, VERBOSE) games;

-- case: DO block
-- guide: NO: DO Blocks
DO $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM teams WHERE nba_id = 12345) THEN
    INSERT INTO teams (nba_id, full_name, abbreviation) VALUES (12345, 'Seattle SuperSonics', 'SEA');
  END IF;
END $$;

-- case: DO block with a language
-- guide: NO: DO Blocks
DO LANGUAGE plpgsql $do$ BEGIN PERFORM 1; END $do$;

-- case: database of another encoding
-- guide: Additional Constraints (Character Encoding)
CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0;

-- case: column collation
-- guide: Additional Constraints (Collation)
CREATE TABLE cities (
  id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
  name VARCHAR(80) COLLATE "de-DE-x-icu" NOT NULL
);

-- case: a collation of one's own
-- guide: Additional Constraints (Collation)
CREATE COLLATION german (provider = icu, locale = 'de-DE');

-- case: system time zone of the server
-- guide: Additional Constraints (Timezone)
ALTER SYSTEM SET timezone = 'Europe/Berlin';

-- case: time zone of the database
-- guide: Additional Constraints (Timezone)
ALTER DATABASE postgres SET timezone TO 'Europe/Berlin';

-- case: grant CREATE on public
-- guide: Additional Constraints (Schema Permissions)
GRANT CREATE ON SCHEMA public TO app_user;
