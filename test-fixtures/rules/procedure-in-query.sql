SELECT sys.wait_for_job('x');
--     ^^^^^^^^^^^^^^^^ procedure-in-query
select * from sys.wait_for_job('x');
--            ^^^^^^^^^^^^^^^^ procedure-in-query
SELECT sys.wait_for_job(job_id) FROM sys.jobs;
--     ^^^^^^^^^^^^^^^^ procedure-in-query
SELECT 1, sys.wait_for_job('x');
--        ^^^^^^^^^^^^^^^^ procedure-in-query
CALL sys.wait_for_job('x');
SELECT app.wait_for_job('x'), wait_for_job FROM t;
