CLUSTER;
-- ^^^^^^^ cluster (at 0)
CLUSTER VERBOSE games USING games_date;
-- ^^^^^^^ cluster (at 0)
SELECT cluster FROM clusters;
