CREATE TABLE a (
  id UUID PRIMARY KEY,
  parent UUID REFERENCES a ON DELETE CASCADE,
--            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ wide-cascade
  b UUID REFERENCES b (id) ON DELETE SET NULL,
--       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ wide-cascade
  c UUID CONSTRAINT c REFERENCES c ON UPDATE CASCADE,
--       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ wide-cascade
  d UUID REFERENCES d ON DELETE SET DEFAULT ON UPDATE CASCADE,
--       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ wide-cascade
  e UUID REFERENCES e ON DELETE RESTRICT ON UPDATE NO ACTION,
  f UUID REFERENCES f,
  one UUID UNIQUE REFERENCES one ON DELETE CASCADE,
  other UUID,
  FOREIGN KEY (other, b) REFERENCES g (x, y) ON DELETE SET NULL (other)
--^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ wide-cascade
);
ALTER TABLE b ADD CONSTRAINT k FOREIGN KEY (h) REFERENCES h (id) ON DELETE CASCADE NOT VALID;
--                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ wide-cascade
-- Of each row of the other table there is one here at most.
CREATE TABLE profile (id UUID PRIMARY KEY REFERENCES a ON DELETE CASCADE);
CREATE TABLE i (id UUID PRIMARY KEY, j UUID, k UUID, FOREIGN KEY (j, k) REFERENCES j (a, b) ON DELETE CASCADE);
CREATE UNIQUE INDEX ASYNC i_j ON i (j);
