//! Which edges of a node are imitated, in one table for the help and for the test that asks each edge that Meta has.

/// A node with its edges: name and methods.
pub type Edges = (&'static str, &'static [(&'static str, &'static [&'static str])]);

/// What is imitated. Every other edge is refused in Meta's words and told on stderr.
pub const IMITATED: &[Edges] = &[
    (
        "Page",
        &[
            ("conversations", &["GET"]),
            ("instagram_accounts", &["GET"]),
            ("messages", &["POST"]),
            ("subscribed_apps", &["GET", "POST", "DELETE"]),
        ],
    ),
    (
        "User",
        &[
            ("accounts", &["GET"]),
            ("assigned_whatsapp_business_accounts", &["GET"]),
            ("businesses", &["GET"]),
            ("permissions", &["GET", "DELETE"]),
        ],
    ),
    (
        "Application",
        &[
            ("connected_client_businesses", &["GET", "DELETE"]),
            ("permissions", &["GET"]),
            ("roles", &["GET"]),
            ("subscriptions", &["GET", "POST", "DELETE"]),
        ],
    ),
    (
        "Business",
        &[
            ("client_pages", &["GET"]),
            ("client_whatsapp_business_accounts", &["GET"]),
            ("owned_pages", &["GET"]),
            ("owned_whatsapp_business_accounts", &["GET"]),
            ("system_user_access_tokens", &["POST"]),
        ],
    ),
    ("IGUser", &[("conversations", &["GET"]), ("messages", &["POST"])]),
    (
        "WhatsAppBusinessAccount",
        &[
            ("message_templates", &["GET"]),
            ("phone_numbers", &["GET"]),
            ("subscribed_apps", &["GET", "POST", "DELETE"]),
        ],
    ),
];
