"""How the files that the package carries, and those of users, are read."""
