//! Making a plan true: through the same stories as `connect` and `revoke`, so that a run that is killed is finished or
//! undone by the next one.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::{Standing, Step, Wished};
use crate::domain::{Asset, ConnectionRef, InstagramLink, Secret};
use crate::error::Failure;
use crate::flows::Tools;
use crate::flows::connect::{Chosen, Wanted, attach};
use crate::flows::revoke::{self, Options};
use crate::platforms::Login;

/// How it ended.
#[derive(Debug, Default)]
pub struct Applied {
    /// What is connected or changed now.
    pub connected: Vec<ConnectionRef>,
    /// What was disconnected.
    pub revoked: Vec<ConnectionRef>,
    /// What failed: ref, name and why.
    pub failed: Vec<(ConnectionRef, String, Failure)>,
}

/// Makes `steps` true, with `token` or with the stored logins. Call it under the lock, after recovery.
pub async fn apply(
    tools: &Tools<'_>,
    wished: &[Wished],
    standing: &[Standing],
    steps: &[Step],
    token: Option<Secret>,
) -> Result<Applied, Failure> {
    let mut applied = Applied::default();
    let pages: HashSet<_> = steps.iter().filter_map(Step::page).collect();
    let mut left: Vec<_> = wished.iter().filter(|wish| pages.contains(&wish.page)).collect();
    if !left.is_empty() {
        let (logins, dead) = logins(tools, token).await?;
        for login in &logins {
            left = with_login(tools, login, left, standing, &mut applied).await?;
        }
        applied.failed.extend(left.into_iter().map(|wish| unreached(wish, dead.as_ref())));
    }
    remove(tools, standing, steps, &mut applied).await?;
    Ok(applied)
}

/// The given token's login, or every stored one that is still alive, and why the last of the others is not.
async fn logins(tools: &Tools<'_>, token: Option<Secret>) -> Result<(Vec<Login>, Option<Failure>), Failure> {
    if let Some(token) = token {
        return Ok((vec![tools.connector.accept(token).await?], None));
    }
    let (mut logins, mut dead) = (Vec::new(), None);
    for grant in tools.store.grants(tools.profile).await? {
        let Some(name) = &grant.secret_name else { continue };
        let token = tools.custody().fetch(name).await?;
        match tools.connector.accept(token).await {
            Ok(login) => logins.push(login),
            Err(trouble) => dead = Some(Failure::from(trouble)),
        }
    }
    Ok((logins, dead))
}

/// Connects what `login` reaches and answers what it does not.
async fn with_login<'a>(
    tools: &Tools<'_>,
    login: &Login,
    wishes: Vec<&'a Wished>,
    standing: &[Standing],
    applied: &mut Applied,
) -> Result<Vec<&'a Wished>, Failure> {
    let ids: Vec<_> = wishes.iter().map(|wish| wish.page.platform_user_id.clone()).collect();
    if ids.is_empty() {
        return Ok(wishes);
    }
    let (mut left, mut alike) = (Vec::new(), BTreeMap::<&BTreeSet<String>, Vec<Chosen>>::new());
    for (wish, found) in wishes.into_iter().zip(tools.connector.pages(login, &ids).await) {
        match found {
            Ok(page) if page.token.is_some() && page.unusable.is_none() => {
                applied.failed.extend(other_account(wish, &page));
                let instagram = keeps_instagram(wish, standing);
                alike.entry(&wish.fields).or_default().push(Chosen { page, instagram });
            }
            Ok(_) => left.push(wish),
            Err(trouble) if trouble.passes() => return Err(trouble.into()),
            Err(_) => left.push(wish),
        }
    }
    for (fields, chosen) in alike {
        let wanted = Wanted { chosen, fields: fields.iter().cloned().collect(), lost: Vec::new() };
        let report = attach(tools, login, wanted).await?;
        applied.connected.extend(report.connections.iter().map(crate::domain::Connection::reference));
        applied.failed.extend(report.failed);
        for (page, field, needs) in report.left_out {
            tools.steps.remark(&format!("{page} is not subscribed to {field}: it needs {needs}"));
        }
    }
    Ok(left)
}

/// An account that is recorded on the Page goes along, wished for or not: its record has the Page's token and fields.
fn keeps_instagram(wish: &Wished, standing: &[Standing]) -> bool {
    wish.instagram.is_some() || standing.iter().any(|one| one.connection.parent.as_ref() == Some(&wish.page))
}

/// The file names an Instagram account, and another or none stands behind the Page.
fn other_account(wish: &Wished, page: &Asset) -> Option<(ConnectionRef, String, Failure)> {
    let account = wish.instagram.as_ref()?;
    if matches!(&page.instagram, InstagramLink::Linked { id, .. } if *id == account.platform_user_id) {
        return None;
    }
    let failure =
        Failure::not_found(format!("{account} is not the account behind {}, or this login leaves it out", wish.page))
            .hint("see what the login reaches: snorq connect facebook --dry-run");
    Some((account.clone(), page.name.clone(), failure))
}

fn unreached(wish: &Wished, dead: Option<&Failure>) -> (ConnectionRef, String, Failure) {
    let id = &wish.page.platform_user_id;
    let failure = dead.cloned().unwrap_or_else(|| Failure::not_found("no stored login reaches this Page"));
    let failure = failure.hint(format!("log in: snorq connect facebook --page {id}, or give a token: --token-stdin"));
    (wish.page.clone(), wish.name.clone().unwrap_or_else(|| id.clone()), failure)
}

async fn remove(
    tools: &Tools<'_>,
    standing: &[Standing],
    steps: &[Step],
    applied: &mut Applied,
) -> Result<(), Failure> {
    let leaves = |reference: &ConnectionRef| {
        steps.iter().any(|step| matches!(step, Step::Revoke { reference: leaving, .. } if leaving == reference))
    };
    let leaving: Vec<_> =
        standing.iter().map(|one| one.connection.clone()).filter(|one| leaves(&one.reference())).collect();
    if leaving.is_empty() {
        return Ok(());
    }
    let report = revoke::revoke(tools, &leaving, Options::default()).await?;
    applied.revoked.extend(report.revoked.into_iter().map(|one| one.reference));
    applied.failed.extend(report.failed);
    Ok(())
}
