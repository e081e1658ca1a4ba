CREATE TABLE teams (id uuid PRIMARY KEY, name text, city varchar(20), founded date, "Motto" text);
SELECT * FROM teams ORDER BY name DESC, founded, teams.city NULLS LAST LIMIT 3;
--                           ^^^^ byte-order
--                                               ^^^^^^^^^^ byte-order
SELECT row_number() OVER (ORDER BY "Motto") FROM teams ORDER BY lower(name), name || 'x', motto;
--                                 ^^^^^^^ byte-order
SELECT 'ORDER BY name';
