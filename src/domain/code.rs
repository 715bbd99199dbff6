//! What a check can find, as one table: the word that scripts rely on, how bad it is, what it means and what to do.
//! `verify` and `doctor` tell findings by it, and `snorq explain` prints it.

use schemars::JsonSchema;
use serde::Serialize;

use super::hint::{Connect, Hint, Property, Step};

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "level")]
pub enum Level {
    /// It works today; somebody should act.
    Warning,
    /// It does not work.
    Error,
}

macro_rules! codes {
    ($($code:ident $word:literal $level:ident $means:literal $remedy:expr;)*) => {
        /// What was found, in the order of the layers: a connection works only if each layer below does. What concerns
        /// the machine and the profile, which only the doctor looks at, stands at the end.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema)]
        #[serde(rename_all = "snake_case")]
        #[schemars(rename = "code")]
        pub enum Code {
            $(#[doc = $means] $code,)*
        }

        impl Code {
            /// Every code.
            pub const ALL: &[Self] = &[$(Self::$code,)*];

            /// The stable word for JSON.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$code => $word,)* }
            }

            /// How bad it usually is.
            pub fn level(self) -> Level {
                match self { $(Self::$code => Level::$level,)* }
            }

            /// What it means, whichever connection it is found of.
            pub fn means(self) -> &'static str {
                match self { $(Self::$code => $means,)* }
            }

            /// What usually mends it.
            pub fn remedy(self) -> Hint {
                match self { $(Self::$code => $remedy,)* }
            }
        }
    };
}

codes! {
    NothingConnected "nothing_connected" Error "nothing is connected, so nothing was checked"
        Hint::new("connect something, or look for the records that should be here", Step::Examine);
    Unfinished "unfinished" Error "a run was cut off and left a change half done"
        Hint::new("finish or undo it", Step::Fix(None));
    NotConnected "not_connected" Error "the connection was asked for by name and is disconnected"
        Hint::new("connect it again", Step::AGAIN);
    SecretMissing "secret_missing" Error "the token is not in the secret store"
        Hint::new("connect it again", Step::AGAIN);
    SecretDamaged "secret_damaged" Error "what the secret store has is not what was stored"
        Hint::new("connect it again", Step::AGAIN);
    TokenDead "token_dead" Error "Meta no longer takes the token"
        Hint::new("log in again", Step::AGAIN);
    TokenExpiring "token_expiring" Warning "the token ends within the time asked about"
        Hint::new("log in again before that", Step::AGAIN);
    DataAccessExpiring "data_access_expiring" Warning "the app loses access to the person's data within that time"
        Hint::new("log in again before that", Step::AGAIN);
    ScopeMissing "scope_missing" Error "a permission is missing, or does not hold for this Page, account or number"
        Hint::new("choose \"edit previous settings\" and allow it", Connect::AGAIN.rerequest().step());
    AssetGone "asset_gone" Error "Meta shows no such Page, account or number to this token"
        Hint::new("see what became of it; connect it where it is now", Step::AGAIN);
    AppNotLive "app_not_live" Error "the app is in development mode"
        Hint::words("publish it in the app's dashboard");
    AppNotSubscribed "app_not_subscribed" Error "the app has no webhook subscription for this object, or lacks fields"
        Hint::new("set it", Step::SetWebhooks(None));
    RoutedElsewhere "routed_elsewhere" Warning "the app would not hear of conversations that another responder has"
        Hint::new("subscribe to standby and messaging_handovers as well", Step::SetWebhooks(None));
    CallbackUnreachable "callback_unreachable" Warning "the callback does not answer"
        Hint::words("start its server, or see whether it lets this machine in");
    PageNotSubscribed "page_not_subscribed" Error "the Page does not send webhooks to the app"
        Hint::new("subscribe it again", Step::Fix(None));
    FieldsDrifted "fields_drifted" Error "the Page sends fewer fields than were subscribed"
        Hint::new("subscribe it again", Step::Fix(None));
    WabaNotSubscribed "waba_not_subscribed" Error "the WhatsApp account does not send webhooks to the app"
        Hint::new("subscribe it again", Step::Fix(None));
    OverrideLost "override_lost" Error "the account's webhooks no longer go to the callback of its own that was set"
        Hint::new("set it again", Step::Fix(None));
    NumberPending "number_pending" Error "the account waits for its first number"
        Hint::words("add a number in WhatsApp Manager, then connect it");
    NumberNotRegistered "number_not_registered" Error "the number is not registered: it neither receives nor sends"
        Hint::new("register it", Connect::NUMBER.step());
    NumberFlagged "number_flagged" Warning "Meta limits or bars the number, or warns of it"
        Hint::words("see why in WhatsApp Manager");
    InstagramMoved "instagram_moved" Error "another Instagram account is linked to the Page now"
        Hint::new("connect the new one", Step::AGAIN);
    InstagramUnlinked "instagram_unlinked" Error "no Instagram account is linked to the Page any more"
        Hint::new("link it again in the Page's settings (Linked accounts), then connect it", Step::AGAIN);
    MessagesClosed "messages_closed" Error "the Instagram account's owner does not let apps see its messages"
        Hint::words("its owner allows it in the Instagram app: Message controls > Connected tools");
    VersionServedDiffers "version_served_differs" Warning "Meta answers with another Graph version than was asked for"
        Hint::new("name a newer one", Step::set(Property::GraphVersion));
    VersionEnding "version_ending" Warning "the Graph version ends within the time asked about"
        Hint::new("name a newer one", Step::set(Property::GraphVersion));
    CallbackElsewhere "callback_elsewhere" Error "Meta delivers to another place than the one that listens"
        Hint::new("have it deliver here, or look for the message there", Step::Webhooks);
    NothingArrived "nothing_arrived" Error "everything is set up at Meta, and no message has arrived"
        Hint::words("write from another account than the business's own, and look on its phone");
    Unknown "unknown" Warning "it could not be checked"
        Hint::new("look at what stands between this machine and Meta, then check again", Step::Examine);

    HomeUnwritable "home_unwritable" Error "nothing can be written where snorq keeps its files"
        Hint::words("mend the rights of that folder, or set SNORQ_HOME to another");
    DiskFull "disk_full" Error "the disk has no room for another record"
        Hint::words("make room on it");
    DiskLow "disk_low" Warning "the disk has little room left"
        Hint::words("make room on it");
    ConfigurationUnreadable "configuration_unreadable" Error "the file with the profiles cannot be read"
        Hint::words("mend or remove that file");
    PortTaken "port_taken" Warning "another program has the port on which logins end"
        Hint::words("stop it, or take another port that is registered");
    CannotListen "cannot_listen" Warning "nothing can listen on this machine's loopback"
        Hint::new("log in without a listener", Connect::AGAIN.by(super::hint::Method::Paste).step());
    NoBrowser "no_browser" Warning "this machine has no browser"
        Hint::words("open the address that is shown in the browser of another machine");
    NetworkNotMeta "network_not_meta" Error "what answers is not Meta"
        Hint::words("see whether a network login page or a proxy answers in its place");
    NetworkSilent "network_silent" Error "Meta does not answer within the time"
        Hint::words("see whether a proxy is needed here");
    NetworkUnreachable "network_unreachable" Error "Meta cannot be reached"
        Hint::words("check the network, the name server and the proxy");
    TlsNoRoots "tls_no_roots" Error "this machine knows no certificate authorities"
        Hint::words("install them (Debian, Ubuntu: apt install ca-certificates), or set SSL_CERT_FILE");
    TlsUntrusted "tls_untrusted" Error "the certificate that came is not one of Meta's"
        Hint::words("if a proxy of your own reads along, name its authority in SSL_CERT_FILE");
    ClockSkewed "clock_skewed" Warning "this machine's clock differs from Meta's"
        Hint::words("set the clock");
    NoProfile "no_profile" Error "there is no app to speak for"
        Hint::new("register your Meta app", Step::AddProfile);
    AppSecretWrong "app_secret_wrong" Error "the app secret does not belong to the app's id"
        Hint::new("give the present one", Step::set(Property::Secret));
    AppSecretUnreadable "app_secret_unreadable" Error "the app secret cannot be read from the secret store"
        Hint::new("give the present one", Step::set(Property::Secret));
    RedirectNotHttps "redirect_not_https" Warning "the app is live, and its logins end at an http address"
        Hint::new("end them at an https address", Step::set(Property::Https));
    ConfigurationUnknown "configuration_unknown" Error "Meta does not know the login configuration of the profile"
        Hint::new("give the present one", Step::set(Property::LoginConfiguration));
    DatabaseAddress "database_address" Error "the address that was given is not that of a database"
        Hint::words("correct SNORQ_DATABASE_URL, or unset it");
    DatabaseNewer "database_newer" Error "a newer snorq has written the records"
        Hint::words("update snorq on this machine");
    DatabaseDamaged "database_damaged" Error "the file of the records is damaged"
        Hint::words("move it aside and connect again, or restore a backup");
    DatabaseUnsafe "database_unsafe" Error "others may read or write the file of the records"
        Hint::words("take their rights away");
    DatabaseUnavailable "database_unavailable" Error "the records cannot be opened"
        Hint::words("check the rights and the space on that disk, or set SNORQ_HOME");
    SecretStoreUnset "secret_store_unset" Error "the secret store is not set up"
        Hint::words("choose one: export SNORQ_SECRETS=keyring, or file");
    SecretStoreLocked "secret_store_locked" Error "the keyring is locked"
        Hint::words("unlock it, or keep the key in a file: export SNORQ_SECRETS=file");
    SecretStoreUnreachable "secret_store_unreachable" Error "this machine has no keyring that answers"
        Hint::words("keep the key in a file: export SNORQ_SECRETS=file");
    SecretStoreSilent "secret_store_silent" Error "the keyring does not answer within the time"
        Hint::words("see whether it asks for something on the desktop, or export SNORQ_SECRETS=file");
    SecretStoreWrongKey "secret_store_wrong_key" Error "the key given does not open the secrets"
        Hint::words("give the one that they were sealed with: SNORQ_SECRETS_KEY_FILE or SNORQ_SECRETS_PASSPHRASE");
    SecretStoreKeyLost "secret_store_key_lost" Error "the key that opens the secrets is gone from the keyring"
        Hint::words("bring the keyring back from a backup, or give the secrets up and connect again");
    SecretStoreUnsafe "secret_store_unsafe" Error "others may read or write the secret store"
        Hint::words("take their rights away");
    SecretStoreDamaged "secret_store_damaged" Error "the secret store is damaged"
        Hint::words("restore a backup, or give the secrets up and connect again");
    PermissionNotOffered "permission_not_offered" Error "no use case of the app offers a permission that is needed"
        Hint::words("add the use case in the app's dashboard");
    PermissionNotAdvanced "permission_not_advanced" Warning "only people with a role on the app can grant a permission"
        Hint::words("ask for advanced access, which needs App Review");
    CallbackNotHttps "callback_not_https" Error "the callback is no https address"
        Hint::new("name another", Step::SetWebhooks(None));
    CallbackUntrusted "callback_untrusted" Error "the callback's certificate is not one that Meta takes"
        Hint::words("renew it, or serve its whole chain");
    CallbackFailing "callback_failing" Error "the callback answers with an error of its server"
        Hint::words("see its server's log");
    CallbackOdd "callback_odd" Warning "the callback does not refuse a wrong verify token as it should"
        Hint::words("see whether path and server are the right ones");
    SecondLayerMissing "second_layer_missing" Error "some connections do not send webhooks to the app"
        Hint::new("subscribe them again", Step::Fix(None));
}

impl Code {
    /// Whether it can be mended without a login.
    pub fn can_be_mended(self) -> bool {
        matches!(
            self,
            Self::Unfinished
                | Self::PageNotSubscribed
                | Self::FieldsDrifted
                | Self::WabaNotSubscribed
                | Self::OverrideLost
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_one_word_and_is_explained() {
        for code in Code::ALL {
            assert_eq!(serde_json::to_value(code).unwrap(), code.as_str());
            assert!(!code.means().ends_with('.') && !code.remedy().words.is_empty(), "{code:?}");
        }
    }
}
