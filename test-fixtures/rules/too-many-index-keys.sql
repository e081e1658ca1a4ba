CREATE INDEX ASYNC a ON t (a, b, c, d, e, f, g, h, i);
--                                                 ^ too-many-index-keys
CREATE INDEX ASYNC b ON t (a, b, c, d, e, f, g, h, -- enough
  i, lower(j)) WHERE a > 0;
--^^^^^^^^^^^ too-many-index-keys
CREATE UNIQUE INDEX ASYNC c ON t (a, b, c, d, e, f, g, h, i) INCLUDE (k);
--                                                        ^ too-many-index-keys
CREATE INDEX ASYNC d ON t (a, b, c, d, e, f, g, h) INCLUDE (i, j, k);
CREATE INDEX ASYNC e ON t (concat_all(a, b, c, d, e, f, g, h, i, j));
