-- A file by itself says nothing of its folder.
CREATE TABLE games (id UUID PRIMARY KEY);
ALTER TABLE games ADD COLUMN title TEXT;
