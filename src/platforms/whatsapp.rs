//! WhatsApp Business accounts and their numbers.

use futures_util::stream::{self, StreamExt as _};
use url::Url;

use super::{Login, Meta, Unproven};
use crate::domain::{
    Account, Accounts, Business, BusinessId, Cause, CodeMethod, Number, PhoneId, Secret, TokenKind, Trouble, WabaId,
    WabaSubscription, is_same_address, text,
};
use crate::graph::{self, Consent, WabaNode, WabaRole};

/// Accounts whose numbers are listed at the same time.
const AT_ONCE: usize = 4;
/// What the ids of accounts are granted for begins with this.
const SCOPES: &str = "whatsapp_business_";

impl Meta {
    /// The signup dialog's address.
    pub fn signup_dialog(&self, redirect: &str, state: &str, config_id: &str) -> Url {
        let consent = Consent { config_id: Some(config_id.to_owned()), signup: true, ..Consent::default() };
        graph::dialog(self.graph.endpoint(), self.graph.app_id(), redirect, state, &consent)
    }

    /// The address of the hosted signup.
    pub fn hosted_signup_link(&self, config_id: &str) -> Url {
        graph::hosted_link(self.graph.endpoint(), self.graph.app_id(), config_id)
    }

    /// A code to an inspected business token; the JavaScript SDK's codes have no redirect address.
    pub async fn redeem_signup(&self, code: &Secret, redirect: Option<&str>) -> Result<Secret, Trouble> {
        self.graph.exchange(code, redirect).await
    }

    /// A token, inspected: it is of this app, valid, and of a business, a system user or a person.
    pub async fn accept_business_token(&self, token: Secret) -> Result<Login, Trouble> {
        self.login(token).await
    }

    /// A business token that ends, sixty days longer, inspected like a new one.
    pub async fn lengthen_business_token(&self, token: &Secret) -> Result<Login, Trouble> {
        let longer = self.graph.extend_system_token(token).await?;
        self.login(longer).await
    }

    /// The accounts that the login reaches, each with its numbers.
    pub async fn whatsapp_accounts(&self, login: &Login) -> Result<Accounts, Trouble> {
        let (mut found, mut warnings) = (Accounts::default(), Vec::new());
        let ids = self.waba_ids(login, &mut warnings).await?;
        if let (true, Some(refusal)) = (ids.is_empty(), warnings.first()) {
            return Err(refusal.clone());
        }
        found.warnings.extend(warnings.into_iter().map(|trouble| trouble.message));
        let mut nodes = Vec::new();
        for (id, answer) in ids.iter().zip(self.graph.wabas(&ids, &login.token).await) {
            match answer {
                Ok(node) => nodes.push(node),
                Err(trouble) if trouble.passes() => return Err(trouble),
                Err(trouble) => {
                    let what = format!("account {} is granted but", text::shown(id.as_str()));
                    found.refused.push((id.clone(), unread(&what, trouble)));
                }
            }
        }
        let accounts = stream::iter(nodes).map(|node| self.with_numbers(node, login)).buffered(AT_ONCE);
        for account in accounts.collect::<Vec<_>>().await {
            match account {
                Ok(account) => found.accounts.push(account),
                Err(refused) => found.refused.push(refused),
            }
        }
        found.warnings.extend(found.refused.iter().map(|(_, trouble)| trouble.message.clone()));
        self.complete_portfolios(&mut found.accounts, login).await;
        Ok(found)
    }

    /// The subscriptions of many accounts, each with its own token.
    pub async fn account_subscriptions(
        &self,
        wabas: &[(&WabaId, &Secret)],
    ) -> Vec<Result<Option<WabaSubscription>, Trouble>> {
        self.graph.waba_subscriptions(wabas).await
    }

    /// Subscribes the app to an account and reads back. An account that is subscribed is left alone: subscribing again
    /// would take a callback of its own away.
    pub async fn subscribe_account(&self, waba: &WabaId, token: &Secret) -> Result<WabaSubscription, Unproven> {
        if let Some(present) = self.graph.waba_subscription(waba, token).await.map_err(Unproven::refused)? {
            return Ok(present);
        }
        self.graph.subscribe_waba(waba, token).await.map_err(Unproven::refused)?;
        self.read_back(waba, token).await?.ok_or_else(|| unproven("the subscription"))
    }

    /// Sends a subscribed account's webhooks to `url`, and reads back.
    pub async fn override_callback(
        &self,
        waba: &WabaId,
        token: &Secret,
        url: &str,
        verify: &Secret,
    ) -> Result<(), Unproven> {
        self.graph.override_callback(waba, token, url, verify).await.map_err(Unproven::refused)?;
        let present = self.read_back(waba, token).await?.and_then(|subscription| subscription.callback);
        match present {
            Some(present) if is_same_address(&present, url) => Ok(()),
            Some(other) => {
                let (other, url) = (text::shown(&other), text::shown(url));
                let words = format!("Meta was given the callback {url}, and shows {other}");
                Err(Unproven::taken(Trouble::new(Cause::Refused, words)))
            }
            None => Err(unproven("the account's own callback")),
        }
    }

    /// Sends a subscribed account's webhooks to the app's address again, and reads back.
    pub async fn remove_override(&self, waba: &WabaId, token: &Secret) -> Result<(), Unproven> {
        // A subscription without a callback takes the present one away.
        self.graph.subscribe_waba(waba, token).await.map_err(Unproven::refused)?;
        match self.read_back(waba, token).await? {
            Some(WabaSubscription { callback: None }) => Ok(()),
            _ => Err(unproven("that the account's own callback is gone")),
        }
    }

    /// Ends the subscription, a callback of the account's own included, and reads back.
    pub async fn unsubscribe_account(&self, waba: &WabaId, token: &Secret) -> Result<bool, Trouble> {
        self.graph.unsubscribe_waba(waba, token).await?;
        Ok(self.graph.waba_subscription(waba, token).await?.is_none())
    }

    /// Numbers as they are now.
    pub async fn numbers(&self, ids: &[PhoneId], token: &Secret) -> Vec<Result<Number, Trouble>> {
        self.graph.numbers_by_id(ids, token).await
    }

    /// Asks once to register a number.
    pub async fn register(&self, phone: &PhoneId, pin: &Secret, token: &Secret) -> Result<(), Trouble> {
        self.graph.register(phone, pin, token).await
    }

    /// Asks once to take a number off the platform.
    pub async fn deregister(&self, phone: &PhoneId, token: &Secret) -> Result<(), Trouble> {
        self.graph.deregister(phone, token).await
    }

    /// Sends the number's owner a code.
    pub async fn request_code(
        &self,
        phone: &PhoneId,
        method: CodeMethod,
        language: &str,
        token: &Secret,
    ) -> Result<(), Trouble> {
        self.graph.request_code(phone, method, language, token).await
    }

    /// Verifies the number with that code.
    pub async fn verify_code(&self, phone: &PhoneId, code: &Secret, token: &Secret) -> Result<(), Trouble> {
        self.graph.verify_code(phone, code, token).await
    }

    /// The businesses that connected to the app.
    pub async fn client_businesses(&self) -> Result<Vec<Business>, Trouble> {
        self.graph.client_businesses().await
    }

    /// The business token of one of them, with a system token of our own.
    pub async fn business_token(&self, business: &BusinessId, system: &Secret) -> Result<Secret, Trouble> {
        self.graph.business_token(business, system).await
    }

    /// The accounts' ids: those that the token names for the WhatsApp permissions, else those that its business, the
    /// person's businesses or the system user's assignments lead to.
    async fn waba_ids(&self, login: &Login, warnings: &mut Vec<Trouble>) -> Result<Vec<WabaId>, Trouble> {
        let named = login.targets.named(SCOPES);
        if !named.is_empty() {
            return Ok(named.into_iter().map(WabaId::new).collect());
        }
        let mut found = Vec::new();
        for business in self.businesses_of(login, warnings).await? {
            for role in [WabaRole::Owned, WabaRole::Client] {
                let answer = self.graph.business_wabas(&business, role, &login.token).await;
                take(&mut found, warnings, answer, &format!("the accounts of business {business}"));
            }
        }
        if found.is_empty() && login.token_kind != TokenKind::User {
            let answer = self.graph.assigned_wabas(&login.person.id, &login.token).await;
            take(&mut found, warnings, answer, "the accounts that were assigned to the system user");
        }
        Ok(found)
    }

    /// The portfolio behind a business token, else those of the person.
    async fn businesses_of(&self, login: &Login, warnings: &mut Vec<Trouble>) -> Result<Vec<BusinessId>, Trouble> {
        if login.token_kind != TokenKind::User {
            match self.graph.client_business(&login.token).await {
                Ok(Some(business)) => return Ok(vec![business]),
                Ok(None) => {}
                Err(trouble) if trouble.passes() => return Err(trouble),
                Err(trouble) => warnings.push(unread("the token's business", trouble)),
            }
        }
        match self.graph.businesses(&login.token).await {
            Ok(businesses) => Ok(businesses.into_iter().map(|business| BusinessId::new(business.id)).collect()),
            Err(trouble) if trouble.passes() => Err(trouble),
            Err(trouble) => {
                warnings.push(unread("the businesses", trouble));
                Ok(Vec::new())
            }
        }
    }

    /// The subscription as it is read back after a change that Meta took.
    async fn read_back(&self, waba: &WabaId, token: &Secret) -> Result<Option<WabaSubscription>, Unproven> {
        self.graph.waba_subscription(waba, token).await.map_err(Unproven::taken)
    }

    /// An account with its numbers. A list that was refused says nothing about whether it has any.
    async fn with_numbers(&self, node: WabaNode, login: &Login) -> Result<Account, (WabaId, Trouble)> {
        let WabaNode { id, name, business } = node;
        match self.graph.numbers(&id, &login.token).await {
            Ok(numbers) => Ok(Account { id, name, business, numbers }),
            Err(trouble) => {
                let trouble = unread(&format!("the numbers of {}", text::shown(id.as_str())), trouble);
                Err((id, trouble))
            }
        }
    }

    /// Fills in the portfolio where the account's node did not tell it.
    async fn complete_portfolios(&self, accounts: &mut [Account], login: &Login) {
        let lacking = accounts.iter().any(|account| account.business.is_none());
        if !lacking || login.token_kind == TokenKind::User {
            return;
        }
        // Whose business it is is worth knowing, but not worth failing for.
        let business = self.graph.client_business(&login.token).await.ok().flatten();
        for account in accounts.iter_mut().filter(|account| account.business.is_none()) {
            account.business.clone_from(&business);
        }
    }
}

fn unread(what: &str, trouble: Trouble) -> Trouble {
    Trouble { message: format!("{what} cannot be read: {}", trouble.message), ..trouble }
}

fn take(found: &mut Vec<WabaId>, warnings: &mut Vec<Trouble>, answer: Result<Vec<WabaId>, Trouble>, what: &str) {
    match answer {
        Ok(ids) => {
            for id in ids {
                if !found.contains(&id) {
                    found.push(id);
                }
            }
        }
        Err(trouble) => warnings.push(unread(what, trouble)),
    }
}

/// A write counts only if the platform shows it.
fn unproven(what: &str) -> Unproven {
    Unproven::taken(Trouble::new(Cause::Refused, format!("Meta accepted {what} but does not show it")))
}
