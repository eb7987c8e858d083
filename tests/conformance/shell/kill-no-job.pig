-- kill of a job that is not there is no error
kill job_1_2
sh echo reached
