-- What the Aurora DSQL steering guide of 2025-11-25 shows as working.
-- Each case begins with "-- case: <title>"; the "-- guide:" line below it names the
-- guide's heading. A case of several statements is one unit (often one transaction).
-- Placeholders of the guide ("...", <username>) are filled in.

-- case: grant schema access to a non-admin user
-- guide: Non-Admin User Setup
GRANT ALL ON SCHEMA myschema TO app_user;

-- case: set schema ownership for a non-admin user
-- guide: Non-Admin User Setup
ALTER SCHEMA myschema OWNER TO app_user;

-- case: link a database user to an IAM role
-- guide: Non-Admin User Setup (named in prose; DSQL's own statement)
AWS IAM GRANT app_user TO 'arn:aws:iam::111122223333:role/app-runtime';

-- case: search_path of an admin user
-- guide: Schema Selection After Connection
SET search_path = public;

-- case: search_path of a non-admin user
-- guide: Schema Selection After Connection
SET search_path = myschema;

-- case: create table
-- guide: Supported CRUD Operations > Create Table
CREATE TABLE IF NOT EXISTS teams (
  id UUID NOT NULL DEFAULT gen_random_uuid(),
  nba_id INTEGER NOT NULL,
  full_name VARCHAR(100) NOT NULL,
  abbreviation VARCHAR(10),
  created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (id)
);

-- case: insert a single row
-- guide: Supported CRUD Operations > Insert Data
INSERT INTO teams (nba_id, full_name, abbreviation)
VALUES (1610612737, 'Atlanta Hawks', 'ATL');

-- case: insert multiple rows
-- guide: Supported CRUD Operations > Insert Data
INSERT INTO teams (nba_id, full_name, abbreviation)
VALUES
  (1610612738, 'Boston Celtics', 'BOS'),
  (1610612739, 'Cleveland Cavaliers', 'CLE'),
  (1610612740, 'New Orleans Pelicans', 'NOP');

-- case: insert with RETURNING
-- guide: Supported CRUD Operations > Insert Data
INSERT INTO teams (nba_id, full_name, abbreviation)
VALUES (1610612741, 'Chicago Bulls', 'CHI')
RETURNING *;

-- case: insert exactly 3,000 rows
-- guide: Supported CRUD Operations > Insert Data (up to 3,000 per transaction)
INSERT INTO teams (nba_id, full_name)
SELECT n, 'Team ' || n FROM generate_series(1, 3000) AS n;

-- case: simple SELECT
-- guide: Supported CRUD Operations > Query Data
SELECT * FROM teams WHERE nba_id = 1610612737;

-- case: parameterized query
-- guide: Supported CRUD Operations > Query Data
SELECT id, full_name FROM teams WHERE abbreviation = $1;

-- case: join
-- guide: Supported CRUD Operations > Query Data
SELECT g.game_date, t.full_name
FROM games g
JOIN teams t ON g.home_team_id = t.id
WHERE g.game_date > '2024-01-01';

-- case: update with RETURNING
-- guide: Supported CRUD Operations > Update Data
UPDATE teams
SET full_name = 'LA Clippers'
WHERE nba_id = 1610612746
RETURNING *;

-- case: bulk update
-- guide: Supported CRUD Operations > Update Data
UPDATE games
SET status = 'completed'
WHERE game_date < CURRENT_DATE;

-- case: delete with RETURNING
-- guide: Supported CRUD Operations > Delete Data
DELETE FROM teams
WHERE nba_id = 1610612737
RETURNING id, full_name;

-- case: conditional delete
-- guide: Supported CRUD Operations > Delete Data
DELETE FROM games
WHERE game_date < '2020-01-01';

-- case: DDL transaction
-- guide: Transaction Patterns > DDL Transaction
BEGIN;
CREATE TABLE example (id UUID PRIMARY KEY DEFAULT gen_random_uuid());
END;

-- case: DML transaction
-- guide: Transaction Patterns > DML Transaction
BEGIN;
INSERT INTO teams (nba_id, full_name, abbreviation) VALUES (1610612742, 'Dallas Mavericks', 'DAL');
UPDATE teams SET abbreviation = 'CHA' WHERE nba_id = 1610612766;
DELETE FROM games WHERE game_date < '2019-07-01';
END;

-- case: transaction at the fixed isolation level
-- guide: Transaction Patterns > Transaction Constraints
BEGIN ISOLATION LEVEL REPEATABLE READ;
UPDATE teams SET full_name = 'Brooklyn Nets' WHERE nba_id = 1610612751;
COMMIT;

-- case: UUID column instead of a foreign key
-- guide: NO: Foreign Key Constraints
CREATE TABLE games (
  id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
  home_team_id UUID NOT NULL  -- No referential integrity
);

-- case: asynchronous index
-- guide: NO: Synchronous Indexes
CREATE INDEX ASYNC idx_teams_nba_id ON teams(nba_id);

-- case: UUID primary key instead of SERIAL
-- guide: NO: SERIAL or IDENTITY Columns
CREATE TABLE teams (
  id UUID PRIMARY KEY DEFAULT gen_random_uuid()
);

-- case: generated id in place of a sequence
-- guide: NO: Sequences
INSERT INTO teams (id, nba_id, full_name) VALUES (gen_random_uuid(), 1610612743, 'Denver Nuggets') RETURNING id;

-- case: regular table in place of a temporary one
-- guide: NO: Temporary Tables
CREATE TABLE todays_games (
  run_id UUID NOT NULL,
  game_id UUID NOT NULL,
  PRIMARY KEY (run_id, game_id)
);

-- case: SQL function
-- guide: NO: Stored Procedures (Non-SQL)
CREATE FUNCTION get_team_name(team_uuid UUID) RETURNS VARCHAR AS $$
  SELECT full_name FROM teams WHERE id = team_uuid;
$$ LANGUAGE SQL;

-- case: schema in place of a database
-- guide: NO: Multiple Databases
CREATE SCHEMA reporting;

-- case: DELETE instead of TRUNCATE
-- guide: NO: TRUNCATE
DELETE FROM teams;

-- case: statements instead of a DO block
-- guide: NO: DO Blocks
SELECT COUNT(*) FROM teams WHERE nba_id = 12345;
-- Check result in application, then:
INSERT INTO teams (nba_id, full_name, abbreviation) VALUES (12345, 'Seattle SuperSonics', 'SEA');

-- case: TimeZone parameter
-- guide: Additional Constraints (Timezone)
SET TimeZone = 'America/New_York';

-- case: TimeZone parameter, SQL spelling
-- guide: Additional Constraints (Timezone)
SET TIME ZONE 'UTC';

-- case: admin grants read and write in public
-- guide: Additional Constraints (Schema Permissions)
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO app_user;

-- case: validate references in the application
-- guide: Common Pitfalls > Foreign Key Constraints Missing
-- Before inserting game record
SELECT COUNT(*) FROM teams WHERE id = $1;  -- Verify home_team_id exists
SELECT COUNT(*) FROM teams WHERE id = $2;  -- Verify away_team_id exists
-- Then insert if both exist
INSERT INTO games (home_team_id, away_team_id, game_date) VALUES ($1, $2, $3);

-- case: find orphaned rows
-- guide: Common Pitfalls > Foreign Key Constraints Missing
SELECT g.id
FROM games g
LEFT JOIN teams t ON t.id = g.home_team_id
WHERE t.id IS NULL;

-- case: split a large load over transactions
-- guide: Common Pitfalls > Transaction Row Limits
BEGIN;
INSERT INTO teams (nba_id, full_name) SELECT n, 'Team ' || n FROM generate_series(1, 3000) AS n;
COMMIT;
BEGIN;
INSERT INTO teams (nba_id, full_name) SELECT n, 'Team ' || n FROM generate_series(3001, 6000) AS n;
COMMIT;

-- case: DDL and DML in transactions of their own
-- guide: Common Pitfalls > Mixed DDL and DML in Transactions
BEGIN;
ALTER TABLE teams ADD COLUMN city VARCHAR(80);
COMMIT;
BEGIN;
UPDATE teams SET city = 'Boston' WHERE nba_id = 1610612738;
COMMIT;

-- case: custom schema
-- guide: Common Pitfalls > Schema Access for Non-Admin Users
CREATE SCHEMA myschema;

-- case: owner of a custom schema
-- guide: Common Pitfalls > Schema Access for Non-Admin Users
ALTER SCHEMA myschema OWNER TO myuser;
