CREATE TABLE copies (id INT, LIKE app.games INCLUDING STORAGE INCLUDING DEFAULTS);
--                                          ^^^^^^^^^^^^^^^^^ like-storage
CREATE TABLE copies (LIKE games INCLUDING ALL EXCLUDING COMPRESSION EXCLUDING STORAGE);
--                                            ^^^^^^^^^^^^^^^^^^^^^ like-storage
--                                                                  ^^^^^^^^^^^^^^^^^ like-storage
CREATE TABLE copies (LIKE games INCLUDING COMMENTS INCLUDING CONSTRAINTS INCLUDING GENERATED INCLUDING IDENTITY);
CREATE TABLE copies (LIKE games INCLUDING INDEXES INCLUDING STATISTICS EXCLUDING DEFAULTS, storage TEXT);
