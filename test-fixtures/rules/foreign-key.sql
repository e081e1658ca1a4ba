-- as of 2025-11-25
CREATE TABLE games (
  id uuid PRIMARY KEY,
  home uuid NOT NULL REFERENCES teams (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED UNIQUE,
--                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ foreign-key
  away uuid CONSTRAINT away_team REFERENCES teams, -- comment
--          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ foreign-key
  CONSTRAINT both_teams FOREIGN KEY (home, away) REFERENCES pairs (a, b) MATCH FULL,
--^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ foreign-key
  FOREIGN KEY (away) REFERENCES teams
--^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ foreign-key
);
ALTER TABLE games ADD CONSTRAINT f FOREIGN KEY (home) REFERENCES teams NOT VALID, ADD COLUMN note text;
--                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ foreign-key
CREATE TABLE "references" (x int);
