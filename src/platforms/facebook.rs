//! Facebook Pages and the Instagram accounts behind them, over the Graph API.

use std::collections::BTreeSet;

use async_trait::async_trait;
use jiff::SignedDuration;
use url::Url;

use super::{Connector, FACEBOOK_SCOPES, Login, Subscribe, Subscribed, Wish, ladder};
use crate::domain::{Asset, Cause, Discovery, Person, Secret, Source, TokenKind, Trouble};
use crate::graph::{self, Consent, Endpoint, Graph, Inspection, PageNode, Permission, field_without_permission};

/// What Meta calls short-lived ends within hours, long-lived within about sixty days.
const SHORT_LIVED: SignedDuration = SignedDuration::from_hours(48);

/// The connector.
pub struct Facebook {
    pub(super) graph: Graph,
}

impl Facebook {
    /// Speaks to Meta through `graph`.
    pub fn new(graph: Graph) -> Self {
        Self { graph }
    }

    /// Inspects a token and asks who is behind it. A token of another app, a dead one, or one of a Page or an app is
    /// dropped here: it could only have been slipped in.
    async fn login(&self, token: Secret) -> Result<Login, Trouble> {
        let inspection = self.graph.inspect(&token).await?;
        self.check(&inspection)?;
        self.login_with(token, inspection).await
    }

    async fn login_with(&self, token: Secret, inspection: Inspection) -> Result<Login, Trouble> {
        let person = self.person(&token, &inspection).await?;
        let declined = self.declined(&person, &inspection, &token).await;
        Ok(Login {
            token,
            person,
            token_kind: inspection.kind,
            scopes: inspection.scopes.into_iter().collect(),
            declined,
            targets: inspection.targets,
            token_expires_at: inspection.expires_at,
            data_access_expires_at: inspection.data_access_expires_at,
        })
    }

    fn check(&self, inspection: &Inspection) -> Result<(), Trouble> {
        if !inspection.valid {
            let dead = || Trouble::new(Cause::Revoked, "Meta says that this token is not valid");
            return Err(inspection.trouble.clone().unwrap_or_else(dead));
        }
        if inspection.app_id.as_deref().is_some_and(|id| id != self.graph.app_id()) {
            return Err(Trouble::new(Cause::Refused, "the token belongs to another app"));
        }
        match inspection.kind {
            TokenKind::Page => Err(Trouble::new(Cause::Refused, "that is a Page's token; a person's is needed")),
            TokenKind::App => Err(Trouble::new(Cause::Refused, "that is the app's token; a person's is needed")),
            TokenKind::User | TokenKind::SystemUser | TokenKind::Unknown => Ok(()),
        }
    }

    async fn person(&self, token: &Secret, inspection: &Inspection) -> Result<Person, Trouble> {
        let person = self.graph.me(token).await?;
        match &inspection.user_id {
            Some(id) if *id != person.id => Err(Trouble::new(Cause::Refused, "the token speaks for somebody else")),
            _ => Ok(person),
        }
    }

    /// What was declined; only asked if something is missing, and not worth failing for.
    async fn declined(&self, person: &Person, inspection: &Inspection, token: &Secret) -> BTreeSet<String> {
        let missing = FACEBOOK_SCOPES.iter().any(|need| !inspection.scopes.iter().any(|scope| scope == need.scope));
        if !missing || inspection.kind != TokenKind::User {
            return BTreeSet::new();
        }
        let permissions = self.graph.permissions(&person.id, token).await.unwrap_or_default();
        permissions.into_iter().filter(|permission| !permission.granted).map(|Permission { name, .. }| name).collect()
    }

    /// Subscribes once more, without the fields that Meta named; `None` if nothing would be left.
    async fn without_unpermitted(
        &self,
        wish: &Subscribe<'_>,
        trouble: Trouble,
    ) -> Result<Vec<(String, String)>, Trouble> {
        let left_out = field_without_permission(&trouble);
        let rest: Vec<String> =
            wish.fields.iter().filter(|field| !left_out.iter().any(|(out, _)| out == *field)).cloned().collect();
        if left_out.is_empty() || rest.is_empty() || rest.len() == wish.fields.len() {
            return Err(trouble);
        }
        let answers = self.graph.subscribe(&[(wish.page, wish.token, &rest)]).await;
        answers.into_iter().next().unwrap_or(Err(trouble)).map(|()| left_out)
    }

    async fn fields_of(&self, pages: &[(&str, &Secret)]) -> Vec<Result<Vec<String>, Trouble>> {
        let answers = self.graph.subscriptions(pages).await;
        answers.into_iter().map(|answer| answer.map(|fields| fields.into_iter().collect())).collect()
    }
}

/// The login dialog's address for an app: with its login configuration, or with the permissions that Pages need.
pub fn dialog(endpoint: &Endpoint, app_id: &str, redirect: &str, state: &str, wish: &Wish) -> Url {
    let scopes = FACEBOOK_SCOPES.iter().map(|need| need.scope.to_owned()).collect();
    let consent = Consent { scopes, config_id: wish.config_id.clone(), rerequest: wish.rerequest };
    graph::dialog(endpoint, app_id, redirect, state, &consent)
}

#[async_trait]
impl Connector for Facebook {
    fn dialog(&self, redirect: &str, state: &str, wish: &Wish) -> Url {
        dialog(self.graph.endpoint(), self.graph.app_id(), redirect, state, wish)
    }

    async fn redeem(&self, code: &Secret, redirect: &str) -> Result<Login, Trouble> {
        let short = self.graph.exchange(code, redirect).await?;
        // A system user's token is long-lived already, and Meta refuses to lengthen it.
        let token = match self.graph.lengthen(&short).await {
            Err(trouble) if trouble.cause == Cause::Refused => short,
            answer => answer?,
        };
        self.login(token).await
    }

    async fn accept(&self, token: Secret) -> Result<Login, Trouble> {
        let inspection = self.graph.inspect(&token).await?;
        self.check(&inspection)?;
        let ends_soon = inspection.expires_at.is_some_and(|end| end < self.graph.now() + SHORT_LIVED);
        if inspection.kind == TokenKind::User && ends_soon {
            // Page tokens made from a short-lived token end with it.
            return self.login(self.graph.lengthen(&token).await?).await;
        }
        self.login_with(token, inspection).await
    }

    async fn renew(&self, token: Secret) -> Result<Login, Trouble> {
        let inspection = self.graph.inspect(&token).await?;
        self.check(&inspection)?;
        // There is no way to lengthen a system user's token; Page tokens come from it all the same.
        if inspection.kind == TokenKind::User {
            return self.login(self.graph.lengthen(&token).await?).await;
        }
        self.login_with(token, inspection).await
    }

    async fn pages(&self, login: &Login, ids: &[String]) -> Vec<Result<Asset, Trouble>> {
        let nodes = self.graph.pages(ids, &login.token).await;
        nodes.into_iter().map(|node| with_token(node?)).collect()
    }

    async fn discover(&self, login: &Login) -> Result<Discovery, Trouble> {
        ladder::climb(&self.graph, login).await
    }

    async fn subscribe(&self, wishes: &[Subscribe<'_>]) -> Vec<Result<Subscribed, Trouble>> {
        let asked: Vec<_> = wishes.iter().map(|wish| (wish.page, wish.token, wish.fields)).collect();
        let mut outcomes = Vec::with_capacity(wishes.len());
        for (wish, answer) in wishes.iter().zip(self.graph.subscribe(&asked).await) {
            outcomes.push(match answer {
                Ok(()) => Ok(Vec::new()),
                Err(trouble) => self.without_unpermitted(wish, trouble).await,
            });
        }
        let pages: Vec<_> = wishes.iter().map(|wish| (wish.page, wish.token)).collect();
        let present = self.fields_of(&pages).await;
        outcomes.into_iter().zip(present).map(|(outcome, fields)| proven(outcome?, fields?)).collect()
    }

    async fn subscription(&self, page: &str, token: &Secret) -> Result<Vec<String>, Trouble> {
        self.fields_of(&[(page, token)]).await.into_iter().next().unwrap_or_else(|| Ok(Vec::new()))
    }

    async fn unsubscribe(&self, page: &str, token: Option<&Secret>) -> Result<bool, Trouble> {
        let Some(token) = token else {
            return self.graph.unsubscribe(page, None).await;
        };
        match self.graph.unsubscribe(page, Some(token)).await {
            // The app may end its own subscription when the Page's token is dead.
            Err(trouble) if trouble.kills_token() || trouble.cause == Cause::MissingPermission => {
                self.graph.unsubscribe(page, None).await
            }
            Err(trouble) => Err(trouble),
            Ok(_) => Ok(self.subscription(page, token).await?.is_empty()),
        }
    }

    async fn withdraw(&self, person: &str) -> Result<bool, Trouble> {
        match self.graph.withdraw(person).await {
            // Nothing is left to take back: the person was faster.
            Err(trouble) if trouble.kills_token() || trouble.cause == Cause::Gone => Ok(true),
            Err(trouble) => Err(trouble),
            Ok(_) => Ok(!self.graph.still_granted(person).await?),
        }
    }

    async fn check_app(&self) -> Result<Option<String>, Trouble> {
        Ok(self.graph.app_node().await?.name)
    }
}

fn with_token(node: PageNode) -> Result<Asset, Trouble> {
    if node.token.is_none() {
        return Err(Trouble::new(Cause::MissingPermission, "Meta hands out no token for this Page"));
    }
    let PageNode { id, name, token, tasks, instagram } = node;
    Ok(Asset { id, name, token, tasks, instagram, source: Source::GrantedTarget, unusable: None })
}

/// A subscription counts only if the platform shows it.
fn proven(left_out: Vec<(String, String)>, fields: Vec<String>) -> Result<Subscribed, Trouble> {
    if fields.is_empty() {
        return Err(Trouble::new(Cause::Refused, "Meta accepted the subscription but does not show it"));
    }
    Ok(Subscribed { fields, left_out })
}
