//! The round: each check with what it needs, those that ask Meta at once.

use std::collections::BTreeSet;

use futures_util::join;

use super::show::Diagnosis;
use crate::commands::hint::Hints;
use crate::commands::progress::ProgressReporter;
use crate::context::Context;
use crate::domain::Platform;
use crate::error::{Failure, Kind};
use crate::flows::doctor::{self, Check, Configurations, Group, Reached, attempt, guarded};
use crate::login::{self, Browser};
use crate::platforms::AppSnapshot;
use crate::settings::{FIXED_PORT, Profile, check_proxy, graph_address};
use crate::store::{Examined, StoreError};

/// Looks at everything; with `offline` at nothing that needs the network. A profile at a place that is not its own is
/// refused before anything is asked.
pub(super) async fn everything(cx: &Context, offline: bool) -> Result<Diagnosis, Failure> {
    let file = cx.file();
    let mut machine = guarded("home", async { doctor::home(&cx.paths.folders()) }).await;
    // The profile is among the records. An unusual place is announced as for every command.
    let found = cx.examine().await;
    let profile = match (&file, &found) {
        (Err(failure), _) => Err(failure.clone()),
        (_, Err(error)) => cx.profile_at_hand().ok_or_else(|| error.clone().into()),
        _ => cx.profile().await.cloned(),
    };
    let known = profile.as_ref().ok();
    let ready = on_disk(cx, known, found, &mut machine).await;
    if let (Some(profile), false) = (known, offline)
        && let Err(failure) = cx.check_place(profile).await
        && failure.kind == Kind::Usage
    {
        return Err(failure);
    }
    machine.extend(doctor::configuration(file.map(drop)));
    machine.extend(guarded("port", async { vec![port(known)] }).await);
    machine.extend(guarded("browser", async { vec![browser(cx, known)] }).await);
    let mut round =
        Round { cx, offline, machine, profile: vec![doctor::judge_known_profile(profile.as_ref())], app: Vec::new() };
    round.ask(known, ready).await;
    let app_id = match known {
        Some(profile) if !profile.is_sandbox() => Some(profile.stored.app_id.clone()),
        _ => None,
    };
    Ok(Diagnosis {
        profile: known.map(|profile| profile.name.clone()),
        groups: [(Group::Machine, round.machine), (Group::Profile, round.profile), (Group::App, round.app)],
        by_hand: app_id.map(|id| doctor::by_hand(&id)).unwrap_or_default(),
        hints: Hints::of(cx),
    })
}

/// Records and secrets; says whether the secrets can be read.
async fn on_disk(
    cx: &Context,
    profile: Option<&Profile>,
    examined: Result<Option<Examined>, StoreError>,
    found: &mut Vec<Check>,
) -> bool {
    found.extend(guarded("database", records(cx, profile, examined)).await);
    let store = guarded("secret_store", async { vec![doctor::secret_store(cx.look_at_vault(profile).await)] }).await;
    let ready = store.iter().all(|check| !check.state.is_finding());
    found.extend(store);
    ready
}

async fn records(
    cx: &Context,
    profile: Option<&Profile>,
    examined: Result<Option<Examined>, StoreError>,
) -> Vec<Check> {
    let mut found = vec![doctor::database(examined, cx.lost_database())];
    if let (true, Some(profile)) = (cx.has_records(), profile) {
        found.push(match open_changes(cx, profile).await {
            Ok(check) => check,
            Err(failure) => Check::unknown("journal", failure.to_string()),
        });
    }
    found
}

async fn open_changes(cx: &Context, profile: &Profile) -> Result<Check, Failure> {
    Ok(doctor::unfinished(&cx.store().await?.open_changes(&profile.name).await?))
}

fn port(profile: Option<&Profile>) -> Check {
    let stored = profile.map(|profile| &profile.stored);
    let wanted = stored.and_then(|stored| stored.redirect_port.or(stored.https.then_some(FIXED_PORT)));
    doctor::port(wanted, login::can_listen(wanted))
}

fn browser(cx: &Context, profile: Option<&Profile>) -> Check {
    let program = Browser::new(cx.env.get("BROWSER").map(str::to_owned), cx.env.for_children()).program();
    doctor::browser(program, profile.is_some_and(Profile::is_sandbox), cx.prompts.can_ask())
}

/// What was found so far.
struct Round<'a> {
    cx: &'a Context,
    offline: bool,
    machine: Vec<Check>,
    profile: Vec<Check>,
    app: Vec<Check>,
}

impl Round<'_> {
    /// Asks Meta, whatever of it can be asked.
    async fn ask(&mut self, profile: Option<&Profile>, ready: bool) {
        if self.offline {
            self.machine.push(Check::skipped("network", "not asked: --offline"));
            return self.app.push(Check::skipped("app", "not asked: --offline"));
        }
        match profile {
            Some(profile) if profile.is_sandbox() => self.ask_sandbox(profile).await,
            _ => {
                let reached = self.reach(profile).await;
                match profile {
                    None => self.app.push(Check::skipped("app", "which one, a profile says")),
                    Some(profile) if !reached => {
                        let failure = Failure::new(Kind::Unreachable, "Meta cannot be reached");
                        self.unasked(&failure);
                        self.judge(profile, &Err(failure), None);
                    }
                    Some(profile) => self.ask_app(profile, ready).await,
                }
            }
        }
    }

    /// The sandbox needs no network; a world that is not there yet is not made for this.
    async fn ask_sandbox(&mut self, profile: &Profile) {
        if self.cx.paths.sandbox().join("world.db").exists() {
            self.ask_app(profile, true).await;
        } else {
            self.app.push(Check::skipped("app", "the sandbox has no world yet; the first command makes it"));
        }
    }

    async fn reach(&mut self, profile: Option<&Profile>) -> bool {
        let graph = profile.map_or_else(|| graph_address(&self.cx.env), |profile| Ok(profile.graph_url.clone()));
        let Ok(graph) = graph else {
            self.machine.push(Check::unknown("network", "SNORQ_GRAPH_URL is no address that can be asked"));
            return false;
        };
        if let Err(error) = check_proxy(&self.cx.env) {
            self.machine.push(Check::unknown("network", error.to_string()));
            return false;
        }
        let mut is_meta = false;
        let found = guarded("network", async {
            let answer = match Context::network(&graph) {
                Ok(network) => doctor::reach(&network, &graph, || self.cx.clock.now()).await,
                Err(error) => Err(error),
            };
            is_meta = answer.as_ref().is_ok_and(|reached: &Reached| reached.is_meta);
            doctor::judge_network(&graph, &self.cx.env, &answer)
        })
        .await;
        self.machine.extend(found);
        is_meta
    }

    async fn ask_app(&mut self, profile: &Profile, ready: bool) {
        let asked = async {
            if !ready && self.cx.env.get("SNORQ_APP_SECRET").is_none() {
                return Err(Failure::new(Kind::SecretStore, "the app secret is in a secret store that cannot be read"));
            }
            let app = self.cx.app_at_hand(profile).await?;
            let name = app.check_app().await?;
            Ok((app, name))
        };
        let asked = attempt(asked).await.and_then(|asked| asked);
        let app = match &asked {
            Ok((app, _)) => app,
            Err(failure) => {
                self.unasked(failure);
                return self.judge(profile, &Err(failure.clone()), None);
            }
        };
        let snapshot = attempt(async { join!(app.app_snapshot(), app.login_configurations()) });
        let (snapshot, layer) = join!(snapshot, guarded("connections", self.connections(profile)));
        self.judge(profile, &asked.map(|(_, name)| name), snapshot.as_ref().ok());
        match snapshot {
            Ok((snapshot, _)) => {
                let platforms = self.platforms(profile).await;
                self.app.extend(doctor::judge_app(&snapshot, &platforms, self.cx.clock.now()));
            }
            Err(failure) => self.unasked(&failure),
        }
        self.app.extend(layer);
    }

    fn unasked(&mut self, failure: &Failure) {
        self.app.push(Check::unknown("app", format!("it could not be asked: {}", failure.message)));
    }

    fn judge(
        &mut self,
        profile: &Profile,
        app: &Result<Option<String>, Failure>,
        asked: Option<&(AppSnapshot, Configurations)>,
    ) {
        let (snapshot, known) = (asked.map(|(snapshot, _)| snapshot), asked.map(|(_, known)| known));
        self.profile.extend(doctor::judge_profile(profile, app, snapshot, known, self.cx.clock.now()));
    }

    /// What is connected or, before anything is, what could be.
    async fn platforms(&self, profile: &Profile) -> BTreeSet<Platform> {
        let connected =
            if self.cx.has_records() { self.cx.connected(profile).await.unwrap_or_default() } else { Vec::new() };
        if !connected.is_empty() {
            return connected.into_iter().collect();
        }
        let whatsapp = profile.stored.whatsapp_config_id.as_ref().map(|_| Platform::Whatsapp);
        [Platform::Facebook, Platform::Instagram].into_iter().chain(whatsapp).collect()
    }

    async fn connections(&self, profile: &Profile) -> Vec<Check> {
        let none = || vec![Check::skipped("connections", "nothing is connected yet")];
        if !self.cx.has_records() {
            return none();
        }
        let reporter = ProgressReporter::on(self.cx.terminal.as_ref());
        let counted = async {
            if self.cx.connected(profile).await?.is_empty() {
                return Ok(None);
            }
            self.cx.sample_coverage(&reporter).await.map(Some)
        };
        match counted.await {
            Ok(None) => none(),
            Ok(Some(layer)) => vec![doctor::webhook_coverage(layer.asked, layer.lacking, layer.left)],
            Err(failure) => vec![Check::unknown("connections", failure.to_string())],
        }
    }
}
