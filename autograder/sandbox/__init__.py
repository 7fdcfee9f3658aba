"""The sandbox seen from outside: what a submission may do (policy) and its start (launch)."""
