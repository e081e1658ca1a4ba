CREATE TABLE games (
  id uuid PRIMARY KEY,
  name text,
  score int,
  day date,
  starts_at timestamptz,
  local_time timestamp,
  a date GENERATED ALWAYS AS (starts_at::date) STORED,
--                            ^^^^^^^^^^^^^^^ volatile-generated-column
  b text GENERATED ALWAYS AS (name || score || day) STORED,
--                            ^^^^^^^^^^^^^^^^^^^^ volatile-generated-column
  c text GENERATED ALWAYS AS (concat(name, score)) STORED,
--                            ^^^^^^ volatile-generated-column
  d numeric GENERATED ALWAYS AS (extract(epoch FROM starts_at)) STORED,
--                               ^^^^^^^ volatile-generated-column
  e timestamptz GENERATED ALWAYS AS (now()) STORED,
--                                   ^^^ volatile-generated-column
  f text GENERATED ALWAYS AS (to_char(local_time, 'YYYY')) STORED,
--                            ^^^^^^^ volatile-generated-column
  -- Immutable.
  g text GENERATED ALWAYS AS (lower(name) || '-' || score) STORED,
  h date GENERATED ALWAYS AS ((starts_at AT TIME ZONE 'UTC')::date) STORED,
  i date GENERATED ALWAYS AS (local_time::date) STORED,
  -- A default, a check and a conversion to the column's own type may change.
  j date DEFAULT current_date CHECK (j <= current_date),
  k timestamp GENERATED ALWAYS AS (starts_at) STORED
);
