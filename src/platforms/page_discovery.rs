//! Page discovery: every way in which Meta lets a Page be found, merged by id.
//!
//! 1. `/me/accounts`, which hides Pages that are reached through a business portfolio only;
//! 2. the ids that the token's granted permissions name, each read by itself;
//! 3. the person's businesses with their own and client Pages, which rarely come with a token.
//!
//! Each Page keeps the source that named it first and, if it cannot be connected, why.

use std::collections::BTreeMap;

use super::Login;
use crate::domain::{Asset, Cause, Discovery, InstagramLink, Source, Trouble, Unusable, text};
use crate::graph::{Graph, PageList, PageNode, PageRole};

/// The tasks with which webhooks may be subscribed, and those with which messages may be read. New Pages prefix them
/// (Meta, Page `subscribed_apps` and conversations references; New Pages Experience).
const SUBSCRIBING: &[&str] = &["MANAGE", "MODERATE", "CREATE_CONTENT", "FULL_CONTROL"];
const MESSAGING: &[&str] = &["MESSAGING", "FULL_CONTROL"];

/// Asks every source.
pub(super) async fn discover(graph: &Graph, login: &Login) -> Result<Discovery, Trouble> {
    let mut found = Found::default();
    found.accounts(graph, login).await?;
    found.targets(graph, login).await;
    found.portfolios(graph, login).await;
    found.complete(graph, login).await;
    found.prove_instagram(graph, login).await;
    Ok(found.finish(login))
}

#[derive(Default)]
struct Found {
    pages: BTreeMap<String, Asset>,
    order: Vec<String>,
    warnings: Vec<String>,
    refused: Option<Trouble>,
}

impl Found {
    fn add(&mut self, node: PageNode, source: Source) {
        if let Some(known) = self.pages.get_mut(&node.id) {
            known.token = known.token.take().or(node.token);
            return;
        }
        self.order.push(node.id.clone());
        let PageNode { id, name, token, tasks, instagram } = node;
        self.pages.insert(id.clone(), Asset { id, name, token, tasks, instagram, source, unusable: None });
    }

    async fn accounts(&mut self, graph: &Graph, login: &Login) -> Result<(), Trouble> {
        let list = match graph.accounts(&login.token).await {
            Err(trouble) => return self.refused(trouble),
            Ok(list) => list,
        };
        self.add_all(list, "the list of Pages", Source::Accounts).map_or(Ok(()), |trouble| self.refused(trouble))
    }

    /// Takes what a list shows, and says what it does not; answers why it could not be read to its end.
    fn add_all(&mut self, list: PageList, what: &str, source: Source) -> Option<Trouble> {
        if list.cut {
            let why = "it does not end, or does not say how it goes on";
            self.warnings.push(format!("{what} was cut after {}: {why}", list.pages.len()));
        }
        if list.unread > 0 {
            self.warnings.push(format!("{what} has rows that are none of a Page's; left out: {}", list.unread));
        }
        for node in list.pages {
            self.add(node, source);
        }
        list.refused
    }

    /// A system user has no such list, and a login without `pages_show_list` may not see it; the Pages that their
    /// permissions name are found all the same.
    fn refused(&mut self, trouble: Trouble) -> Result<(), Trouble> {
        if !matches!(trouble.cause, Cause::Gone | Cause::MissingPermission | Cause::Refused) {
            return Err(trouble);
        }
        let message = format!("the list of Pages cannot be read: {}", trouble.message);
        self.warnings.push(message.clone());
        self.refused = Some(Trouble { message, ..trouble });
        Ok(())
    }

    async fn targets(&mut self, graph: &Graph, login: &Login) {
        let named = login.targets.named("pages_");
        let missing: Vec<String> = named.into_iter().filter(|id| !self.pages.contains_key(id)).collect();
        let answers = graph.pages(&missing, &login.token).await;
        for (id, answer) in missing.into_iter().zip(answers) {
            match answer {
                Ok(node) => self.add(node, Source::GrantedTarget),
                Err(trouble) => self.unreadable(&id, &trouble),
            }
        }
    }

    fn unreadable(&mut self, id: &str, trouble: &Trouble) {
        self.warnings.push(format!("Page {} is granted but cannot be read: {}", text::shown(id), trouble.message));
        let bare = PageNode {
            id: id.to_owned(),
            name: id.to_owned(),
            token: None,
            tasks: vec![],
            instagram: InstagramLink::None,
        };
        self.add(bare, Source::GrantedTarget);
        if let Some(page) = self.pages.get_mut(id) {
            page.unusable = Some(Unusable::Unreadable);
        }
    }

    /// Only with `business_management`: without it Meta refuses, which is normal for most people.
    async fn portfolios(&mut self, graph: &Graph, login: &Login) {
        if !login.scopes.contains("business_management") {
            return;
        }
        let businesses = match graph.businesses(&login.token).await {
            Ok(businesses) => businesses,
            Err(trouble) => return self.warnings.push(format!("the businesses cannot be read: {}", trouble.message)),
        };
        for business in businesses {
            for role in [PageRole::Owned, PageRole::Client] {
                let whose = text::shown(business.name.as_deref().unwrap_or(&business.id));
                let refused = match graph.portfolio(&business.id, role, &login.token).await {
                    Ok(list) => self.add_all(list, &format!("the list of the Pages of {whose}"), Source::Portfolio),
                    Err(trouble) => Some(trouble),
                };
                if let Some(trouble) = refused {
                    let words = format!("the Pages of business {whose} cannot be read: {}", trouble.message);
                    self.warnings.push(words);
                }
            }
        }
    }

    /// A portfolio's edges tell little more than the id, and the list has left out the token of a Page whose own node
    /// had it: what has no token is read by itself, once.
    async fn complete(&mut self, graph: &Graph, login: &Login) {
        let bare = |page: &&Asset| page.source != Source::GrantedTarget && page.token.is_none();
        let ids: Vec<String> = self.pages.values().filter(bare).map(|page| page.id.clone()).collect();
        for node in graph.pages(&ids, &login.token).await.into_iter().flatten() {
            if let Some(page) = self.pages.get_mut(&node.id) {
                page.token = node.token;
                if page.instagram == InstagramLink::None {
                    page.instagram = node.instagram;
                }
            }
        }
    }

    /// What only the Page's settings name may be a personal account: its own node tells.
    async fn prove_instagram(&mut self, graph: &Graph, login: &Login) {
        let unproven = |page: &Asset| match &page.instagram {
            InstagramLink::Linked { id, proven: false, .. } => Some((page.id.clone(), id.clone())),
            _ => None,
        };
        let (pages, ids): (Vec<_>, Vec<_>) = self.pages.values().filter_map(unproven).unzip();
        let verdicts = graph.professional(&ids, &login.token).await;
        for (page, verdict) in pages.into_iter().zip(verdicts) {
            let Some(page) = self.pages.get_mut(&page).filter(|_| verdict == Some(false)) else { continue };
            if let InstagramLink::Linked { id, username, .. } = page.instagram.clone() {
                page.instagram = InstagramLink::NotProfessional { id: Some(id), username };
            }
        }
    }

    fn finish(mut self, login: &Login) -> Discovery {
        let mut pages: Vec<Asset> = self.order.iter().filter_map(|id| self.pages.remove(id)).collect();
        for page in &mut pages {
            page.unusable = page.unusable.or_else(|| obstacle(page, login));
            judge_instagram(page, login);
        }
        pages.sort_by_key(|page| page.unusable.is_some());
        Discovery { pages, warnings: self.warnings, refused: self.refused }
    }
}

/// Why a Page cannot be connected, if so.
fn obstacle(page: &Asset, login: &Login) -> Option<Unusable> {
    let granted = login.targets.covers("pages_show_list", &page.id);
    if page.token.is_none() {
        return Some(match (page.source, granted) {
            (Source::Portfolio, _) => Unusable::PortfolioOnly,
            (_, Some(false)) => Unusable::NotGranted,
            _ => Unusable::NoToken,
        });
    }
    if granted == Some(false) {
        return Some(Unusable::NotGranted);
    }
    let lacks =
        |wanted: &[&str]| !page.tasks.is_empty() && !page.tasks.iter().any(|task| wanted.contains(&plain(task)));
    (lacks(SUBSCRIBING) || lacks(MESSAGING)).then_some(Unusable::MissingTask)
}

/// A task without the prefix of New Pages.
fn plain(task: &str) -> &str {
    task.strip_prefix("PROFILE_PLUS_").unwrap_or(task)
}

/// Marks an Instagram account that this login may not use.
fn judge_instagram(page: &mut Asset, login: &Login) {
    let InstagramLink::Linked { id, username, .. } = &page.instagram else { return };
    let allowed =
        login.scopes.contains("instagram_basic") && login.targets.covers("instagram_basic", id) != Some(false);
    if !allowed {
        page.instagram = InstagramLink::NotGranted { id: Some(id.clone()), username: username.clone() };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Person, Secret, Targets, TokenKind};

    fn login(pairs: &[(&str, &[&str])]) -> Login {
        let own =
            |(scope, ids): &(&str, &[&str])| ((*scope).to_owned(), ids.iter().map(|id| (*id).to_owned()).collect());
        Login {
            token: Secret::new("t"),
            person: Person { id: "1".into(), name: None },
            token_kind: TokenKind::User,
            scopes: pairs.iter().map(|(scope, _)| (*scope).to_owned()).collect(),
            declined: std::collections::BTreeSet::new(),
            targets: Targets::new(pairs.iter().map(own).collect()),
            token_expires_at: None,
            data_access_expires_at: None,
        }
    }

    fn page(tasks: &[&str], token: bool, source: Source) -> Asset {
        Asset {
            id: "1".into(),
            name: "One".into(),
            token: token.then(|| Secret::new("p")),
            tasks: tasks.iter().map(|task| (*task).to_owned()).collect(),
            instagram: InstagramLink::None,
            source,
            unusable: None,
        }
    }

    #[test]
    fn each_obstacle_has_its_word() {
        let all = login(&[("pages_show_list", &[])]);
        let others = login(&[("pages_show_list", &["2"])]);
        let able = ["MESSAGING", "MODERATE"];
        let cases = [
            (page(&able, true, Source::Accounts), &all, None),
            (page(&["PROFILE_PLUS_FULL_CONTROL"], true, Source::Accounts), &all, None),
            (page(&["ADVERTISE"], true, Source::Accounts), &all, Some(Unusable::MissingTask)),
            (page(&["MODERATE"], true, Source::Accounts), &all, Some(Unusable::MissingTask)),
            (page(&[], true, Source::GrantedTarget), &all, None),
            (page(&able, true, Source::Accounts), &others, Some(Unusable::NotGranted)),
            (page(&[], false, Source::Portfolio), &all, Some(Unusable::PortfolioOnly)),
            (page(&able, false, Source::Accounts), &all, Some(Unusable::NoToken)),
        ];
        for (index, (page, login, expected)) in cases.into_iter().enumerate() {
            assert_eq!(obstacle(&page, login), expected, "case {index}");
        }
    }

    #[test]
    fn an_instagram_account_outside_the_grant_is_not_offered() {
        let linked = || InstagramLink::Linked { id: "17".into(), username: Some("a".into()), proven: true };
        for (grant, offered) in [
            (login(&[("instagram_basic", &[])]), true),
            (login(&[("instagram_basic", &["18"])]), false),
            (login(&[]), false),
        ] {
            let mut page = Asset { instagram: linked(), ..page(&[], true, Source::Accounts) };
            judge_instagram(&mut page, &grant);
            assert_eq!(page.instagram == linked(), offered);
        }
    }
}
