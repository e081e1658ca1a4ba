CHECKPOINT;
-- ^^^^^^^^^^ checkpoint (at 0)
  checkpoint;
--^^^^^^^^^^ checkpoint
SELECT checkpoint FROM jobs;
