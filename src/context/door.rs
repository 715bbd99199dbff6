//! The door: whatever is sent with an app's secret or a stored token goes through a client that is made here, and none
//! is made before the profile was found at the place that it belongs to.

use std::sync::Arc;

use super::patience::Patience;
use super::{Context, Embedded, endpoint};
use crate::domain::{Hint, Owner, Secret, Step};
use crate::error::Failure;
use crate::graph::{App, Endpoint};
use crate::http::{Live, Roots};
use crate::platforms::Meta;
use crate::settings::{Profile, check_app_id, check_app_secret, check_proxy, is_loopback};
use crate::store::StoreError;

/// A profile that is at its own place. Clients are made of nothing else.
struct Admitted<'a>(&'a Profile);

impl Context {
    /// Refuses `profile` at a place that is not its own. Writes nothing.
    pub async fn check_place(&self, profile: &Profile) -> Result<(), Failure> {
        self.admit(profile).await.map(drop)
    }

    /// Ties `profile` to its app and place, from which its records come from now on.
    pub async fn bind(&self, profile: &Profile) -> Result<(), Failure> {
        let Admitted(profile) = self.admit(profile).await?;
        let app_id = if profile.is_sandbox() { &self.embedded().await?.app.id } else { &profile.stored.app_id };
        let bound = self.store().await?.bind(&profile.name, app_id, &profile.place()).await;
        bound.map_err(|error| self.misled(profile, error))
    }

    /// What speaks to `profile` with an app secret that is not recorded yet.
    pub async fn meta_with(&self, secret: Secret, profile: &Profile) -> Result<Meta, Failure> {
        self.admit(profile).await?.client(self, secret)
    }

    /// The one client for the profile's app: it watches the app's limits.
    pub async fn meta(&self) -> Result<&Meta, Failure> {
        let made = self.meta.get_or_try_init(|| async {
            let admitted = self.admit(self.profile().await?).await?;
            if admitted.0.is_sandbox() {
                return admitted.sandbox_client(self, self.embedded().await?);
            }
            admitted.client(self, self.app_secret(&admitted).await?)
        });
        made.await
    }

    /// What signs the webhooks of the profile's app.
    pub async fn signing_secret(&self) -> Result<Secret, Failure> {
        let admitted = self.admit(self.profile().await?).await?;
        if admitted.0.is_sandbox() {
            return Ok(self.embedded().await?.app.secret.clone());
        }
        self.app_secret(&admitted).await
    }

    /// A client without the app's secret, for what asks Meta nothing.
    pub async fn mute_meta(&self) -> Result<&Meta, Failure> {
        let made = self.meta.get_or_try_init(|| async {
            let admitted = self.admit(self.profile().await?).await?;
            if admitted.0.is_sandbox() {
                return admitted.sandbox_client(self, self.embedded().await?);
            }
            admitted.client(self, Secret::new(""))
        });
        made.await
    }

    /// The file says where a profile of the file belongs, the records say it for every profile. The sandbox is inside
    /// of this process and cannot be elsewhere.
    async fn admit<'a>(&self, profile: &'a Profile) -> Result<Admitted<'a>, Failure> {
        if profile.is_sandbox() {
            return Ok(Admitted(profile));
        }
        self.check_registered_place(profile)?;
        let (app_id, place) = (&profile.stored.app_id, profile.place());
        if !self.has_no_records() {
            let bound = self.store().await?.is_bound(&profile.name, app_id, &place).await;
            bound.map_err(|error| self.misled(profile, error))?;
        }
        Ok(Admitted(profile))
    }

    /// Refuses a registered profile at another place than its registration names.
    pub(super) fn check_registered_place(&self, profile: &Profile) -> Result<(), Failure> {
        let place = if profile.from_environment || profile.is_sandbox() { None } else { Some(profile.stored.place()?) };
        match place.filter(|place| *place != profile.place()) {
            None => Ok(()),
            Some(origin) => {
                let (profile_name, app_id) = (profile.name.clone(), profile.stored.app_id.clone());
                let error = StoreError::OtherOrigin { profile: profile_name, app_id, origin };
                Err(self.misled(profile, error))
            }
        }
    }

    /// The refusal of a place, with the variable that led there.
    fn misled(&self, profile: &Profile, error: StoreError) -> Failure {
        let elsewhere = matches!(error, StoreError::OtherOrigin { .. });
        let failure = Failure::from(error);
        let led = [("SNORQ_GRAPH_URL", &profile.graph_url), ("SNORQ_DIALOG_URL", &profile.dialog_url)];
        led.into_iter().filter(|(name, _)| elsewhere && self.env.get(name).is_some()).fold(failure, |failure, led| {
            failure.hint(format!("or unset {}, which leads to {}", led.0, led.1.origin().ascii_serialization()))
        })
    }

    /// The app's secret: from the environment, else from the secret store.
    async fn app_secret(&self, Admitted(profile): &Admitted<'_>) -> Result<Secret, Failure> {
        if let Some(secret) = self.env.secret("SNORQ_APP_SECRET") {
            check_app_id(&profile.stored.app_id)?;
            check_app_secret(&secret)?;
            return Ok(secret);
        }
        let Some(sealed) = &profile.sealed else {
            return Err(Failure::usage(format!("the app secret of profile '{}' is not known", profile.name))
                .hint(Hint::new("give it in SNORQ_APP_SECRET, or register the app", Step::AddProfile)));
        };
        let origin = profile.place();
        let owner = Owner::Profile { name: &profile.name, app_id: &profile.stored.app_id, origin: &origin };
        let opened = self.custody().await?.open(self.store().await?, &owner, sealed).await;
        opened.map_err(|failure| failure.during("the app secret"))
    }
}

impl Admitted<'_> {
    fn client(&self, cx: &Context, secret: Secret) -> Result<Meta, Failure> {
        connect(cx, endpoint(self.0), App { id: self.0.stored.app_id.clone(), secret })
    }

    fn sandbox_client(&self, cx: &Context, Embedded { app, base, .. }: &Embedded) -> Result<Meta, Failure> {
        let endpoint = Endpoint { graph: base.clone(), dialog: base.clone(), ..endpoint(self.0) };
        connect(cx, endpoint, app.clone())
    }
}

/// The network to `endpoint`: without proxy and roots if it is on this machine.
fn connect(cx: &Context, endpoint: Endpoint, app: App) -> Result<Meta, Failure> {
    let roots = if is_loopback(&endpoint.graph) {
        Roots::Loopback
    } else {
        check_proxy(&cx.env)?;
        Roots::System
    };
    let wire = Patience::new(Live::new(roots)?, cx.budget.clone(), cx.terminal.clone());
    let clock = Patience::new(cx.clock.clone(), cx.budget.clone(), cx.terminal.clone());
    Ok(Meta::new(Arc::new(wire), Arc::new(clock), endpoint, app))
}
