-- Why: WhatsApp. What a profile has to remember beside its connections: how often a number's registration was asked
-- for and the name of its PIN, where an account's webhooks go and the name of the verify token, the hosted signup that
-- is waited for. A table of its own, because rows of the first version keep their checksums.

CREATE TABLE notes (
    profile     TEXT    NOT NULL CHECK (profile <> ''),
    topic       TEXT    NOT NULL CHECK (topic <> ''),
    subject     TEXT    NOT NULL CHECK (subject <> ''),
    text        TEXT    NOT NULL,
    secret_name TEXT    REFERENCES secrets (name),
    checksum    INTEGER NOT NULL,
    PRIMARY KEY (profile, topic, subject)
) STRICT;

CREATE INDEX notes_by_secret ON notes (secret_name) WHERE secret_name IS NOT NULL;
