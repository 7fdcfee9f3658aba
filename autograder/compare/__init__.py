"""How near an answer is to the right one."""
