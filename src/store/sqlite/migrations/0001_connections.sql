-- Why: the first schema. One file remembers which Pages, accounts and numbers are linked, which secret names exist,
-- what is being changed right now and who did what. No column can hold a secret; the vault has those.
--
-- Words that hold for every table:
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

-- The app and the place a profile first talked to: what keeps a token from travelling to another host.
CREATE TABLE origins (
    profile  TEXT    NOT NULL PRIMARY KEY CHECK (profile <> ''),
    app_id   TEXT    NOT NULL,
    origin   TEXT    NOT NULL,
    checksum INTEGER NOT NULL
) STRICT;

-- Every secret name, from before the vault is written until the secret is proven gone. The tables below point here,
-- so no row can name a secret that the ledger does not know, and no named secret can be forgotten.
CREATE TABLE secrets (
    name        TEXT    NOT NULL PRIMARY KEY CHECK (name <> ''),
    profile     TEXT    NOT NULL,
    purpose     TEXT    NOT NULL,
    state       TEXT    NOT NULL CHECK (state IN ('planned', 'kept', 'doomed')),
    fingerprint TEXT,
    created_at  INTEGER NOT NULL,
    checksum    INTEGER NOT NULL
) STRICT;

CREATE INDEX secrets_by_state ON secrets (profile, state);

-- The columns of the product's platform_connections keep their names; where the product has the token, this has the
-- name under which the vault keeps it.
CREATE TABLE connections (
    id                     TEXT    NOT NULL PRIMARY KEY CHECK (id <> ''),
    profile                TEXT    NOT NULL CHECK (profile <> ''),
    platform               TEXT    NOT NULL CHECK (platform IN ('TIKTOK', 'WHATSAPP', 'FACEBOOK', 'INSTAGRAM')),
    platform_user_id       TEXT    NOT NULL CHECK (platform_user_id <> ''),
    platform_username      TEXT,
    platform_display_name  TEXT,
    secret_name            TEXT    REFERENCES secrets (name),
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
    UNIQUE (profile, platform, platform_user_id)
) STRICT;

-- The order of every list. Filters need no index of their own: a list reads all rows to be able to prove that none
-- is missing, and 10,000 of them take milliseconds.
CREATE INDEX connections_by_age ON connections (created_at, id);
CREATE INDEX connections_by_secret ON connections (secret_name) WHERE secret_name IS NOT NULL;

-- What is being done to a connection right now: written before the world is touched, removed when it is done.
CREATE TABLE changes (
    profile          TEXT    NOT NULL CHECK (profile <> ''),
    platform         TEXT    NOT NULL CHECK (platform IN ('TIKTOK', 'WHATSAPP', 'FACEBOOK', 'INSTAGRAM')),
    platform_user_id TEXT    NOT NULL CHECK (platform_user_id <> ''),
    verb             TEXT    NOT NULL CHECK (verb IN ('connect', 'revoke')),
    secret_name      TEXT    REFERENCES secrets (name),
    fields           TEXT    NOT NULL CHECK (json_valid(fields)),
    grant_id         TEXT,
    keep_permissions INTEGER NOT NULL CHECK (keep_permissions IN (0, 1)),
    local_only       INTEGER NOT NULL CHECK (local_only IN (0, 1)),
    begun_at         INTEGER NOT NULL,
    checksum         INTEGER NOT NULL,
    PRIMARY KEY (profile, platform, platform_user_id)
) STRICT;

CREATE INDEX changes_by_secret ON changes (secret_name) WHERE secret_name IS NOT NULL;

-- What one person allowed one profile's app. A later login of the same person replaces it, as at Meta.
CREATE TABLE grants (
    id                     TEXT    NOT NULL PRIMARY KEY CHECK (id <> ''),
    profile                TEXT    NOT NULL CHECK (profile <> ''),
    user_id                TEXT    NOT NULL CHECK (user_id <> ''),
    user_name              TEXT,
    token_kind             TEXT    NOT NULL,
    secret_name            TEXT    REFERENCES secrets (name),
    scopes                 TEXT    NOT NULL CHECK (json_valid(scopes)),
    declined               TEXT    NOT NULL CHECK (json_valid(declined)),
    targets                TEXT    NOT NULL CHECK (json_valid(targets)),
    token_expires_at       INTEGER,
    data_access_expires_at INTEGER,
    checksum               INTEGER NOT NULL,
    UNIQUE (profile, user_id)
) STRICT;

CREATE INDEX grants_by_secret ON grants (secret_name) WHERE secret_name IS NOT NULL;

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
