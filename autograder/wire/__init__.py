"""What crosses between trusted and hostile processes."""
