-- Why: the first schema. One file remembers the profiles, which Pages, accounts and numbers are linked, with the secrets
-- of each, what is being changed right now and who did what.
--
-- Words that hold for every table:
--   * a secret lies sealed in the row that it belongs to, with the name of the key that opens it: it comes and goes with
--     its row, in one transaction, and there is none that no row owns;
--   * times are milliseconds since 1970 in UTC: exact enough for the product's TIMESTAMP(3), and sortable;
--   * lists are JSON texts, because they are read and written whole and never searched;
--   * ids are texts, whatever they look like: some of Meta's are above 2^53;
--   * `checksum` covers the other columns of its row. SQLite notices broken pages, not flipped letters; with it a
--     damaged name or id is an error instead of a wrong answer (src/store/sqlite/rows.rs).

CREATE TABLE meta (
    key      TEXT    NOT NULL PRIMARY KEY,
    value    BLOB    NOT NULL,
    checksum INTEGER NOT NULL
) STRICT;

-- What is known of the keys that open the sealed secrets: one as a rule, and one of the sandbox's; another one while it
-- takes the first one's place, and for as long as something is sealed under it. No key is here, but wrapped by a
-- passphrase.
CREATE TABLE keys (
    id       BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    keeper   TEXT    NOT NULL CHECK (keeper IN ('keyring', 'key file', 'sandbox', 'passphrase')),
    wrapped  BLOB    NOT NULL,
    current  INTEGER NOT NULL CHECK (current IN (0, 1)),
    checksum INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX keys_current ON keys (keeper = 'sandbox') WHERE current = 1;

-- A profile, registered or only met, with the app and the place that it first talked to: what keeps a token from
-- travelling to another host.
CREATE TABLE profiles (
    name       TEXT    NOT NULL PRIMARY KEY CHECK (name <> ''),
    app_id     TEXT    NOT NULL,
    origin     TEXT    NOT NULL,
    registered INTEGER NOT NULL CHECK (registered IN (0, 1)),
    settings   TEXT    NOT NULL CHECK (json_valid(settings)),
    key_id     BLOB    REFERENCES keys (id),
    sealed     BLOB,
    checksum   INTEGER NOT NULL,
    CHECK ((key_id IS NULL) = (sealed IS NULL))
) STRICT;

-- The columns of the product's platform_connections keep their names; where the product has the token, this has it
-- sealed.
CREATE TABLE connections (
    id                     TEXT    NOT NULL PRIMARY KEY CHECK (id <> ''),
    profile                TEXT    NOT NULL REFERENCES profiles (name),
    platform               TEXT    NOT NULL CHECK (platform IN ('TIKTOK', 'WHATSAPP', 'FACEBOOK', 'INSTAGRAM')),
    platform_user_id       TEXT    NOT NULL CHECK (platform_user_id <> ''),
    platform_username      TEXT,
    platform_display_name  TEXT,
    key_id                 BLOB    REFERENCES keys (id),
    sealed                 BLOB,
    token_kind             TEXT    NOT NULL,
    token_expires_at       INTEGER,
    data_access_expires_at INTEGER,
    scopes                 TEXT    NOT NULL CHECK (json_valid(scopes)),
    status                 TEXT    NOT NULL
                           CHECK (status IN ('PENDING', 'ACTIVE', 'EXPIRED', 'ERROR', 'DISCONNECTED')),
    last_sync_at           INTEGER,
    error_message          TEXT,
    parent                 TEXT,
    webhook_fields         TEXT    NOT NULL CHECK (json_valid(webhook_fields)),
    grant_id               TEXT,
    waba_id                TEXT,
    business_id            TEXT,
    created_at             INTEGER NOT NULL,
    updated_at             INTEGER NOT NULL,
    last_verified_at       INTEGER,
    checksum               INTEGER NOT NULL,
    UNIQUE (profile, platform, platform_user_id),
    CHECK ((key_id IS NULL) = (sealed IS NULL))
) STRICT;

-- The order of every list. Filters need no index of their own: a list reads all rows to be able to prove that none
-- is missing, and 10,000 of them take milliseconds.
CREATE INDEX connections_by_age ON connections (created_at, id);

-- What is being done to a connection right now: written before the world is touched, removed when it is done.
CREATE TABLE changes (
    profile          TEXT    NOT NULL REFERENCES profiles (name),
    platform         TEXT    NOT NULL CHECK (platform IN ('TIKTOK', 'WHATSAPP', 'FACEBOOK', 'INSTAGRAM')),
    platform_user_id TEXT    NOT NULL CHECK (platform_user_id <> ''),
    verb             TEXT    NOT NULL CHECK (verb IN ('connect', 'revoke')),
    key_id           BLOB    REFERENCES keys (id),
    sealed           BLOB,
    fields           TEXT    NOT NULL CHECK (json_valid(fields)),
    grant_id         TEXT,
    keep_permissions INTEGER NOT NULL CHECK (keep_permissions IN (0, 1)),
    local_only       INTEGER NOT NULL CHECK (local_only IN (0, 1)),
    begun_at         INTEGER NOT NULL,
    checksum         INTEGER NOT NULL,
    PRIMARY KEY (profile, platform, platform_user_id),
    CHECK ((key_id IS NULL) = (sealed IS NULL))
) STRICT;

-- What one person allowed one profile's app. A later login of the same person replaces it, as at Meta.
CREATE TABLE grants (
    id                     TEXT    NOT NULL PRIMARY KEY CHECK (id <> ''),
    profile                TEXT    NOT NULL REFERENCES profiles (name),
    user_id                TEXT    NOT NULL CHECK (user_id <> ''),
    user_name              TEXT,
    token_kind             TEXT    NOT NULL,
    key_id                 BLOB    REFERENCES keys (id),
    sealed                 BLOB,
    scopes                 TEXT    NOT NULL CHECK (json_valid(scopes)),
    declined               TEXT    NOT NULL CHECK (json_valid(declined)),
    targets                TEXT    NOT NULL CHECK (json_valid(targets)),
    token_expires_at       INTEGER,
    data_access_expires_at INTEGER,
    checksum               INTEGER NOT NULL,
    UNIQUE (profile, user_id),
    CHECK ((key_id IS NULL) = (sealed IS NULL))
) STRICT;

-- What a profile has to remember beside its connections: how often a number's registration was asked for and its PIN,
-- where an account's webhooks go and the verify token, the hosted signup that is waited for.
CREATE TABLE notes (
    profile  TEXT    NOT NULL REFERENCES profiles (name),
    topic    TEXT    NOT NULL CHECK (topic <> ''),
    subject  TEXT    NOT NULL CHECK (subject <> ''),
    text     TEXT    NOT NULL,
    key_id   BLOB    REFERENCES keys (id),
    sealed   BLOB,
    checksum INTEGER NOT NULL,
    PRIMARY KEY (profile, topic, subject),
    CHECK ((key_id IS NULL) = (sealed IS NULL))
) STRICT;

-- Who did what and when. It outlives profiles and connections, so it points at neither.
CREATE TABLE actions (
    seq              INTEGER NOT NULL PRIMARY KEY,
    at               INTEGER NOT NULL,
    profile          TEXT    NOT NULL,
    actor            TEXT    NOT NULL,
    verb             TEXT    NOT NULL,
    reference        TEXT,
    outcome          TEXT    NOT NULL,
    detail           TEXT,
    checksum         INTEGER NOT NULL
) STRICT;

CREATE INDEX actions_by_profile ON actions (profile, seq);

-- Only ever appended: not changed, not removed, and not replaced by INSERT OR REPLACE, which fires no delete trigger.
CREATE TRIGGER actions_unchanged BEFORE UPDATE ON actions
BEGIN SELECT RAISE(ABORT, 'the log is only ever appended'); END;

CREATE TRIGGER actions_unremoved BEFORE DELETE ON actions
BEGIN SELECT RAISE(ABORT, 'the log is only ever appended'); END;

CREATE TRIGGER actions_unreplaced BEFORE INSERT ON actions WHEN EXISTS (SELECT 1 FROM actions WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'the log is only ever appended'); END;
