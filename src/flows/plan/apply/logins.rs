//! The logins that could reach what has to be connected: the supplied one, else those that are stored.

use std::collections::BTreeSet;

use super::SuppliedToken;
use crate::domain::hint::{Connect, Hint, Method, Step, Target};
use crate::domain::{Connection, Grant, Platform, Scope, Targets};
use crate::error::{Failure, Kind};
use crate::flows::Tools;
use crate::flows::plan::{Account, Page, current};
use crate::platforms::{FACEBOOK_SCOPES, Login, Need, WHATSAPP_SCOPES, unmet};

/// What the ids of accounts are granted for begins with this.
const OF_ACCOUNTS: &str = "whatsapp_business_";

/// Logins that are alive.
pub(super) struct Logins {
    pub(super) all: Vec<Login>,
    /// What the supplied one orphans.
    pub(super) orphaned: Vec<Connection>,
    /// Why another one is not among them.
    pub(super) dead: Option<Failure>,
    supplied: bool,
}

impl Logins {
    /// Takes the supplied login, or opens each stored one that may reach something of what is to be connected.
    pub(super) async fn open(
        tools: &Tools<'_>,
        supplied: Option<&SuppliedToken>,
        pages: &[&Page],
        accounts: &[&Account],
    ) -> Result<Self, Failure> {
        if let Some(supplied) = supplied {
            let (all, orphaned) = (vec![supplied.login.clone()], supplied.orphaned.clone());
            return Ok(Self { all, orphaned, dead: None, supplied: true });
        }
        let mut logins = Self { all: Vec::new(), orphaned: Vec::new(), dead: None, supplied: false };
        for grant in tools.store.grants(tools.profile).await? {
            if serves(&grant, pages, accounts) {
                logins.add(tools, &grant).await?;
            }
        }
        Ok(logins)
    }

    async fn add(&mut self, tools: &Tools<'_>, grant: &Grant) -> Result<(), Failure> {
        let Some(sealed) = &grant.sealed else { return Ok(()) };
        let opened = tools.open(&grant.owner(), sealed).await.map(Some);
        let Some(token) = current::unless_lost(opened)? else { return Ok(()) };
        match tools.meta.accept_login(token).await {
            Ok(login) => self.all.push(login),
            Err(trouble) if trouble.kills_token() => self.dead = Some(trouble.into()),
            Err(trouble) => return Err(trouble.into()),
        }
        Ok(())
    }

    /// Why a Page was not reached, with the command that mends it.
    pub(super) fn page_unreached(&self, page: &Page) -> Failure {
        let target = Target::Page(page.reference.platform_user_id.clone());
        let log_in = Connect::on(Platform::Facebook).target(target);
        self.unreached(&page.reference.to_string(), FACEBOOK_SCOPES, log_in)
    }

    /// Why an account was not reached.
    pub(super) fn account_unreached(&self, account: &Account) -> Failure {
        let target = Target::Account(account.id.clone());
        let log_in = Connect::on(Platform::Whatsapp).by(Method::Redirect).target(target);
        self.unreached(&format!("the WhatsApp account {}", account.id), WHATSAPP_SCOPES, log_in)
    }

    fn unreached(&self, what: &str, needs: &'static [Need], log_in: Connect) -> Failure {
        let supplied = self.all.first().filter(|_| self.supplied);
        let lacks: Vec<_> = supplied.map(|login| lacking(needs, &login.scopes)).unwrap_or_default();
        let failure = match (&self.dead, supplied) {
            (Some(dead), _) => dead.clone().during(&format!("no stored login reaches {what}; one has ended")),
            (None, None) => Failure::not_found(format!("no stored login reaches {what}")),
            (None, Some(_)) if lacks.is_empty() => Failure::not_found(format!("the given token does not reach {what}")),
            (None, Some(_)) => {
                let lacks = lacks.join(" and ");
                Failure::new(Kind::Authorization, format!("the given token lacks {lacks}, so it does not reach {what}"))
            }
        };
        failure
            .hint(Hint::new("log in", log_in.step()))
            .hint(Hint::new("or give a token that reaches it", Step::Apply { file: None, token: true }))
    }
}

fn serves(grant: &Grant, pages: &[&Page], accounts: &[&Account]) -> bool {
    let page = |page: &&Page| reaches_page(&grant.scopes, &grant.targets, page);
    let account = |account: &&Account| reaches_account(&grant.scopes, &grant.targets, account);
    pages.iter().any(page) || accounts.iter().any(account)
}

/// Whether a login may reach a Page, as far as its permissions and their targets tell.
pub(super) fn reaches_page(scopes: &BTreeSet<Scope>, targets: &Targets, page: &Page) -> bool {
    let excluded = targets.covers("pages_show_list", &page.reference.platform_user_id) == Some(false);
    has(FACEBOOK_SCOPES, scopes) && !excluded
}

/// Whether a login may reach an account.
pub(super) fn reaches_account(scopes: &BTreeSet<Scope>, targets: &Targets, account: &Account) -> bool {
    let named = targets.named(OF_ACCOUNTS);
    has(WHATSAPP_SCOPES, scopes) && (named.is_empty() || named.iter().any(|id| id == account.id.as_str()))
}

fn has(needs: &'static [Need], scopes: &BTreeSet<Scope>) -> bool {
    lacking(needs, scopes).is_empty()
}

fn lacking(needs: &'static [Need], scopes: &BTreeSet<Scope>) -> Vec<&'static str> {
    unmet(needs, scopes).iter().filter(|need| need.required).map(|need| need.scope).collect()
}
