//! Why what was recorded differs from ours, or is not asked for.

/// Older answers have numbers where newer ones have texts, and lack what was added since.
const OLDER: &str = "test data of an older version; newer answers are as ours";
/// Test data that a client's author cut down to what the test needs.
const CUT: &str = "cut down to what a test needs";
/// `ETag` and `If-None-Match` went with v26.0.
const ETAG: &str = "gone with v26.0";
/// Whoever serves the sandbox says with `--cors` who may read its answers.
const CORS: &str = "answers are for other origins only where --cors says so";
/// Answers are not compressed.
const VARY: &str = "nothing is compressed";

/// What differs: name, difference, reason.
pub(super) const DIFFERENCES: &[(&str, &str, &str)] = &[
    ("picture-no-capability", "header usage: \"none\" is \"business\"", OLDER),
    ("me-id-name", "header usage: \"none\" is \"app\"", OLDER),
    ("batch-me", "[].headers lacks \"Access-Control-Allow-Origin\"", CORS),
    ("batch-me", "[].headers lacks \"Vary\"", VARY),
    ("batch-me", "[].headers lacks \"ETag\"", ETAG),
    ("batch-me-and-list", "[].headers lacks \"Access-Control-Allow-Origin\"", CORS),
    ("batch-me-and-list", "[].headers lacks \"Vary\"", VARY),
    ("batch-me-and-list", "[].headers lacks \"ETag\"", ETAG),
    ("batch-first-error", "[].headers lacks \"Access-Control-Allow-Origin\"", CORS),
    ("batch-first-error", "[].headers lacks \"Vary\"", VARY),
    ("batch-first-error", "[].body.error.error_subcode is ours", OLDER),
    ("batch-second-error", "[].headers lacks \"Access-Control-Allow-Origin\"", CORS),
    ("batch-second-error", "[].headers lacks \"Vary\"", VARY),
    ("batch-second-error", "[].headers lacks \"ETag\"", ETAG),
    ("batch-simple", "[].headers lacks \"Access-Control-Allow-Origin\"", CORS),
    ("batch-simple", "[].headers lacks \"Vary\"", VARY),
    ("batch-simple", "[].headers lacks \"ETag\"", ETAG),
    ("debug_debug-token-info", ".data.app_id: number is text", OLDER),
    ("debug_debug-token-info", ".data.metadata is not there", "metadata of a login on a telephone"),
    ("debug_debug-token-info", ".data.user_id: number is text", OLDER),
    ("debug_debug-token-info", ".data.type is ours", OLDER),
    ("debug_debug-token-info", ".data.data_access_expires_at is ours", OLDER),
    ("debug_debug-token-info", ".data.granular_scopes is ours", OLDER),
    ("debug_debug-token-info-2", ".data.granular_scopes is ours", OLDER),
    ("debug_debug-token-info-4", ".data.app_id: number is text", OLDER),
    ("debug_debug-token-info-4", ".data.metadata is not there", "metadata of a login on a telephone"),
    ("debug_debug-token-info-4", ".data.user_id: number is text", OLDER),
    ("debug_debug-token-info-4", ".data.profile_id: number is text", OLDER),
    ("debug_debug-token-info-4", ".data.type is ours", OLDER),
    ("debug_debug-token-info-4", ".data.data_access_expires_at is ours", OLDER),
    ("debug_debug-token-info-4", ".data.granular_scopes is ours", OLDER),
    ("debug_wrapped", ".data.app_id: number is text", OLDER),
    ("debug_wrapped", ".data.metadata is not there", "metadata of a login on a telephone"),
    ("debug_wrapped", ".data.user_id: number is text", OLDER),
    ("debug_wrapped", ".data.type is ours", OLDER),
    ("debug_wrapped", ".data.data_access_expires_at is ours", OLDER),
    ("debug_wrapped", ".data.granular_scopes is ours", OLDER),
    ("debug_short_user", ".data.granular_scopes[].target_ids is ours", "a login that covers all assets has none"),
    ("debug-keboola", ".data.type is ours", OLDER),
    ("debug-keboola", ".data.data_access_expires_at is ours", OLDER),
    ("debug-keboola", ".data.granular_scopes is ours", OLDER),
    ("app-subscription-plain-fields", ".data[].fields[]: text is object", OLDER),
    ("page-webhooks-subscribed", ".engagement is not there", "asked for besides; the world counts no likes"),
    ("account-v10", ".data[].owner_business is not there", "the Page is in no portfolio"),
    ("account-v10", ".paging is ours", CUT),
    ("account-row", ".data[].category_list is ours", CUT),
    ("account-row", ".paging is ours", CUT),
    ("phone-default", ".paging is ours", CUT),
    ("wa-phone-numbers-2026", ".data[].last_onboarded_time is ours", "that number was never taken into Cloud API"),
    ("user-businesses", ".data[].created_time is not there", "asked for by name; the world does not know it"),
    ("user-businesses", ".data[].link is not there", "asked for by name; the world does not know it"),
    ("user-businesses", ".data[].profile_picture_uri is not there", "asked for by name; the world does not know it"),
    ("user-businesses", ".data[].updated_time is not there", "asked for by name; the world does not know it"),
    ("user-businesses", ".data[].verification_status is not there", "asked for by name"),
    ("ig-user-fields", ".biography is not there", "the account has none"),
    ("wa-pair-limit", "status 403 is 400", "Meta's table of errors says 400"),
    ("wa-pair-limit", "error type: nothing is \"OAuthException\"", CUT),
    ("wa-pair-limit", "error error_data", CUT),
    ("wa-613", "status 429 is 400", "other records of 613 have 400"),
    ("wa-613", "error type: nothing is \"OAuthException\"", CUT),
    (
        "wa-613",
        "error message: \"Calls to this api have exceeded the rate limit\" is \"(#0) Calls to this api have exceeded the \
         rate limit\"",
        CUT,
    ),
    (
        "three-fields-200",
        "error message: \"(#0) To subscribe to the feed field, one of these permissions is needed: \
         pages_manage_metadata.\\nTo subscribe to the mention field, one of these permissions is needed: \
         pages_manage_metadata.\\nTo subscribe to the name field, one of these permissions is needed: \
         pages_manage_metadata\" is \"(#0) To subscribe to the messages field, one of these permissions is needed: \
         pages_messaging.\\nTo subscribe to the message_reads field, one of these permissions is needed: \
         pages_messaging.\\nTo subscribe to the messaging_optins field, one of these permissions is needed: \
         pages_messaging\"",
        "other fields: without pages_manage_metadata the newer answer is that of manage-metadata-200",
    ),
    (
        "too-fast-368",
        "error message: \"It looks like you were misusing this feature by going too fast. You’ve been blocked from using \
         it.\\n\\nLearn more about blocks in the Help Center\" is \"(#0) The action attempted has been deemed abusive or \
         is otherwise disallowed\"",
        "the words are those of one block; `message` of the fault says others",
    ),
    ("unknown-1-99", "error type: nothing is \"OAuthException\"", CUT),
    ("reduce-data", "error type: nothing is \"OAuthException\"", CUT),
];

/// Edges of nodes that the sandbox does not have.
const NO_NODE: &str = "posts, comments, friends and advertising are no part of the sandbox";
/// Versions that are gone.
const GONE: &str = "of a version that answers no more";

/// What the sandbox is not asked for: name and reason.
pub(super) const NOT_ASKED: &[(&str, &str)] = &[
    ("edge-empty-data-only", NO_NODE),
    ("me-connection", NO_NODE),
    ("connection-next-page", NO_NODE),
    ("list-strange-cursor", NO_NODE),
    ("list-cursor-no-next", NO_NODE),
    ("not-authorised-200", NO_NODE),
    ("page-missing-permission-100", "nobody in the world reads Pages of others; a fault says it"),
    ("page-public-access-proof", "nobody in the world reads Pages of others; a fault says it"),
    ("app-accounts-page-1", "test users are no part of the sandbox"),
    ("exchange-flat-error", "Instagram Login (graph.instagram.com)"),
    ("buc-header-near-limit", "tests of limits look at the header at every share"),
    ("success-false", "the fault answer says it"),
    ("bare-true", GONE),
    ("send-result-only", "thread_settings went with v2.12"),
    ("app-node-v2_5", GONE),
    ("accounts-perms-2016", GONE),
    ("multi-get-ids", GONE),
    ("expired-localised", "of a client that asked with a locale; errors follow it no more"),
    ("object-33", GONE),
    ("phone-full", "every field that there is; what a number lacks is left out"),
    ("phone-missing-lists", "made by hand for a parser"),
];
