//! Facebook Pages and the Instagram accounts behind them: one login reaches both, and one subscription serves both.

use std::collections::BTreeSet;

use jiff::SignedDuration;
use url::Url;

use super::{DEFAULT_FIELDS, FACEBOOK_SCOPES, Login, Meta, Unproven, Wish, page_discovery};
use crate::domain::{Asset, Cause, Discovery, Secret, Source, TokenInfo, TokenKind, Trouble};
use crate::graph::{self, Consent, Endpoint, PageNode, Permission, RefusedFields};

/// What Meta calls short-lived ends within hours, long-lived within about sixty days.
const SHORT_LIVED: SignedDuration = SignedDuration::from_hours(48);

/// One asset to subscribe.
#[derive(Debug, Clone, Copy)]
pub struct Subscribe<'a> {
    /// Page id.
    pub page: &'a str,
    /// The Page's token.
    pub token: &'a Secret,
    /// Webhook fields.
    pub fields: &'a [String],
}

/// A subscription that was read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscribed {
    /// Fields that are subscribed now, as the platform says.
    pub fields: Vec<String>,
    /// Fields that were left out, each with the reason.
    pub left_out: Vec<(String, String)>,
}

/// The login dialog's address for an app: with its login configuration, or with the permissions that Pages need.
pub fn dialog(endpoint: &Endpoint, app_id: &str, redirect: &str, state: &str, wish: &Wish) -> Url {
    let scopes = FACEBOOK_SCOPES.iter().map(|need| need.scope.to_owned()).collect();
    let consent = Consent { scopes, config_id: wish.config_id.clone(), rerequest: wish.rerequest, signup: false };
    graph::dialog(endpoint, app_id, redirect, state, &consent)
}

impl Meta {
    /// The login dialog's address.
    pub fn login_dialog(&self, redirect: &str, state: &str, wish: &Wish) -> Url {
        dialog(self.graph.endpoint(), self.graph.app_id(), redirect, state, wish)
    }

    /// A code to a token of full life, inspected: it is of this app, valid, and of a person or system user.
    pub async fn redeem_login(&self, code: &Secret, redirect: &str) -> Result<Login, Trouble> {
        let short = self.graph.exchange(code, Some(redirect)).await?;
        // A system user's token is long-lived already, and Meta refuses to lengthen it.
        let token = match self.graph.extend_token(&short).await {
            Err(trouble) if trouble.cause == Cause::Refused => short,
            answer => answer?,
        };
        self.page_login(token).await
    }

    /// A token from elsewhere, inspected as one that came out of the dialog.
    pub async fn accept_login(&self, token: Secret) -> Result<Login, Trouble> {
        let info = self.own_token(&token).await?;
        let ends_soon = info.expires_at.is_some_and(|end| end < self.graph.now() + SHORT_LIVED);
        if info.kind == TokenKind::User && ends_soon {
            // Page tokens made from a short-lived token end with it.
            return self.page_login(self.graph.extend_token(&token).await?).await;
        }
        self.page_login_with(token, info).await
    }

    /// A recorded login made as long as it can be without the person, inspected like a new one.
    pub async fn renew_login(&self, token: Secret) -> Result<Login, Trouble> {
        let info = self.own_token(&token).await?;
        let longer = match info.kind {
            TokenKind::User => return self.page_login(self.graph.extend_token(&token).await?).await,
            TokenKind::SystemUser if info.expires_at.is_some() => self.graph.extend_system_token(&token).await,
            _ => return self.page_login_with(token, info).await,
        };
        match longer {
            Ok(longer) => self.page_login(longer).await,
            Err(trouble) if trouble.passes() => Err(trouble),
            // Page tokens come from one that Meta does not lengthen all the same.
            Err(_) => self.page_login_with(token, info).await,
        }
    }

    /// Single Pages that the login reaches, each with its token.
    pub async fn pages(&self, login: &Login, ids: &[String]) -> Vec<Result<Asset, Trouble>> {
        let nodes = self.graph.pages(ids, &login.token).await;
        nodes.into_iter().map(|node| with_token(node?)).collect()
    }

    /// Everything that the login could reach.
    pub async fn discover_pages(&self, login: &Login) -> Result<Discovery, Trouble> {
        page_discovery::discover(&self.graph, login).await
    }

    /// Subscribes and reads back, many at once; a field that lacks its permission, or that this version does not have, is
    /// left out and named.
    pub async fn subscribe_pages(&self, wishes: &[Subscribe<'_>]) -> Vec<Result<Subscribed, Unproven>> {
        let asked: Vec<_> = wishes.iter().map(|wish| (wish.page, wish.token, wish.fields)).collect();
        let mut outcomes = Vec::with_capacity(wishes.len());
        for (wish, answer) in wishes.iter().zip(self.graph.subscribe(&asked).await) {
            outcomes.push(match answer {
                Ok(()) => Ok(Vec::new()),
                Err(trouble) => self.without_refused(wish, trouble).await,
            });
        }
        let pages: Vec<_> = wishes.iter().map(|wish| (wish.page, wish.token)).collect();
        let present = self.fields_of(&pages).await;
        outcomes.into_iter().zip(present).map(|(outcome, present)| proven(outcome, present)).collect()
    }

    /// The fields that a Page sends now.
    pub async fn page_subscription(&self, page: &str, token: &Secret) -> Result<Vec<String>, Trouble> {
        let answer = self.fields_of(&[(page, token)]).await.pop();
        answer.unwrap_or_else(|| Err(Trouble::new(Cause::Garbled, "Meta did not answer for this Page")))
    }

    /// Ends the subscription and proves it, with the Page's token or, if that is dead or lost, as the app.
    pub async fn unsubscribe_page(&self, page: &str, token: Option<&Secret>) -> Result<bool, Trouble> {
        let Some(token) = token else {
            return self.graph.unsubscribe(page, None).await.map(|()| true);
        };
        match self.graph.unsubscribe(page, Some(token)).await {
            // The app may end its own subscription when the Page's token is dead.
            Err(trouble) if trouble.kills_token() || trouble.cause == Cause::MissingPermission => {
                self.graph.unsubscribe(page, None).await.map(|()| true)
            }
            Err(trouble) => Err(trouble),
            Ok(()) => Ok(self.page_subscription(page, token).await?.is_empty()),
        }
    }

    async fn page_login(&self, token: Secret) -> Result<Login, Trouble> {
        let info = self.own_token(&token).await?;
        self.page_login_with(token, info).await
    }

    async fn page_login_with(&self, token: Secret, info: TokenInfo) -> Result<Login, Trouble> {
        let login = self.login_with(token, info).await?;
        Ok(Login { declined: self.declined(&login).await, ..login })
    }

    /// What was declined; only asked if something is missing, and not worth failing for.
    async fn declined(&self, login: &Login) -> BTreeSet<String> {
        let missing = FACEBOOK_SCOPES.iter().any(|need| !login.scopes.contains(need.scope));
        if !missing || login.token_kind != TokenKind::User {
            return BTreeSet::new();
        }
        let permissions = self.graph.permissions(&login.person.id, &login.token).await.unwrap_or_default();
        permissions.into_iter().filter(|permission| !permission.granted).map(|Permission { name, .. }| name).collect()
    }

    /// Subscribes once more without the fields that Meta named, as often as it names others; what is left out is told
    /// with the reason. Without a field that was not among the defaults, nothing is subscribed: it was asked for.
    async fn without_refused(
        &self,
        wish: &Subscribe<'_>,
        mut trouble: Trouble,
    ) -> Result<Vec<(String, String)>, Trouble> {
        let (mut fields, mut left_out) = (wish.fields.to_vec(), Vec::new());
        loop {
            let named = match RefusedFields::of(&trouble) {
                RefusedFields::Unpermitted(named) => {
                    named.into_iter().map(|(field, needs)| (field, format!("it needs {needs}"))).collect()
                }
                RefusedFields::Unknown(field, _) if DEFAULT_FIELDS.contains(&field.as_str()) => {
                    vec![(field, format!("Meta does not have it in {}", self.graph.endpoint().version))]
                }
                RefusedFields::Unknown(field, known) => return Err(unknown_field(&trouble, &field, &known)),
                RefusedFields::Other => return Err(trouble),
            };
            let named: Vec<_> = named.into_iter().filter(|(field, _)| fields.contains(field)).collect();
            let rest: Vec<_> =
                fields.iter().filter(|field| !named.iter().any(|(out, _)| out == *field)).cloned().collect();
            if named.is_empty() || rest.is_empty() {
                return Err(unpermitted(trouble));
            }
            left_out.extend(named);
            trouble = match self.graph.subscribe(&[(wish.page, wish.token, &rest)]).await.pop() {
                Some(Err(next)) => next,
                _ => return Ok(left_out),
            };
            fields = rest;
        }
    }

    async fn fields_of(&self, pages: &[(&str, &Secret)]) -> Vec<Result<Vec<String>, Trouble>> {
        let answers = self.graph.subscriptions(pages).await;
        answers.into_iter().map(|answer| answer.map(|fields| fields.into_iter().collect())).collect()
    }
}

fn with_token(node: PageNode) -> Result<Asset, Trouble> {
    if node.token.is_none() {
        return Err(Trouble::new(Cause::MissingPermission, "Meta hands out no token for this Page"));
    }
    let PageNode { id, name, token, tasks, instagram } = node;
    Ok(Asset { id, name, token, tasks, instagram, source: Source::GrantedTarget, unusable: None })
}

/// The refusal of every field, with each permission said once.
fn unpermitted(trouble: Trouble) -> Trouble {
    let RefusedFields::Unpermitted(named) = RefusedFields::of(&trouble) else { return trouble };
    let needs: BTreeSet<_> = named.into_iter().map(|(_, needs)| needs).collect();
    let needs = needs.into_iter().collect::<Vec<_>>().join("; ");
    Trouble { message: format!("the login does not allow {needs} for this Page"), ..trouble }
}

/// The refusal of a field that was asked for by name.
fn unknown_field(trouble: &Trouble, field: &str, known: &str) -> Trouble {
    let message = format!("a Page has no webhook field '{field}'; it has {known}");
    Trouble { cause: Cause::UnknownField, message, graph: trouble.graph.clone() }
}

/// A subscription counts only if the platform shows it.
fn proven(
    outcome: Result<Vec<(String, String)>, Trouble>,
    present: Result<Vec<String>, Trouble>,
) -> Result<Subscribed, Unproven> {
    let left_out = outcome.map_err(Unproven::refused)?;
    let fields = present.map_err(Unproven::taken)?;
    if fields.is_empty() {
        let words = "Meta accepted the subscription but does not show it";
        return Err(Unproven::taken(Trouble::new(Cause::Refused, words)));
    }
    Ok(Subscribed { fields, left_out })
}
