"""The sandbox from outside: what a submission may do (policy) and how it is started (launch)."""
