//! SQLite through rusqlite: one file, private to the user.
