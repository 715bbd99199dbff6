//! Runs one call of the keyring on a thread of its own, with a time limit.
//!
//! The thread is a plain one because a runtime waits at exit for the threads of its own pool, and a keyring that never
//! answers would keep the program from ending. A call that is late is left alone: it keeps the lock under which it runs
//! until it ends or the process does, so that no other call that needs the lock ever runs beside it.

use std::thread;
use std::time::Duration;

use tokio::sync::oneshot;
use tokio::time::timeout;

use super::super::VaultError;

/// How long a call may take.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// Behind the calls of other processes.
    pub(super) queue: Duration,
    /// From then on.
    pub(super) call: Duration,
}

/// Waits with `queue` until the other processes are done (it gives what must be held meanwhile), then runs `job`.
///
/// When nobody waits any more at the time the turn comes, `job` is not run at all.
pub(super) async fn run<Held, Done>(
    limits: Limits,
    queue: impl FnOnce() -> Result<Held, VaultError> + Send + 'static,
    job: impl FnOnce(&Held) -> Result<Done, VaultError> + Send + 'static,
) -> Result<Done, VaultError>
where
    Done: Send + 'static,
{
    let (started, has_started) = oneshot::channel::<()>();
    let (done, outcome) = oneshot::channel();
    let work = move || {
        let result = queue().and_then(|held| match started.send(()) {
            Ok(()) => job(&held),
            // The caller has given up and reads no answer; which one is of no matter.
            Err(()) => Err(late(limits.queue)),
        });
        // Nobody may be there to read it: the call was too late.
        let _ = done.send(result);
    };
    thread::Builder::new().name("keyring".to_owned()).spawn(work).map_err(|error| no_thread(&error))?;
    // An error of the channel means that `queue` failed: the outcome says how.
    let _ = timeout(limits.queue, has_started).await.map_err(|_| late(limits.queue))?;
    let finished = timeout(limits.call, outcome).await.map_err(|_| late(limits.call))?;
    finished.map_err(|_| VaultError::Unavailable("its own code failed".to_owned()))?
}

fn late(limit: Duration) -> VaultError {
    VaultError::Timeout(limit.as_secs())
}

fn no_thread(error: &std::io::Error) -> VaultError {
    VaultError::Unavailable(format!("no thread could be started: {error}"))
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::sync::{Arc, mpsc};
    use std::time::Instant;

    use super::*;

    const AMPLE: Limits = Limits { queue: Duration::from_mins(1), call: Duration::from_mins(1) };
    const SHORT: Limits = Limits { queue: Duration::from_millis(50), call: Duration::from_millis(50) };

    #[tokio::test]
    async fn gives_back_what_the_job_gives() {
        assert_eq!(run(AMPLE, || Ok(1), |held| Ok(held + 1)).await, Ok(2));
        let refused = run(AMPLE, || Err::<(), _>(VaultError::Missing), |()| Ok(())).await;
        assert_eq!(refused, Err(VaultError::Missing));
    }

    #[tokio::test]
    async fn a_call_that_hangs_is_left_behind_and_keeps_its_lock() {
        let (let_go, wait) = mpsc::channel::<()>();
        let held = Arc::new(());
        let theirs = Arc::clone(&held);
        let began = Instant::now();
        let outcome = run(SHORT, move || Ok((theirs, wait)), |(_, wait)| Ok(wait.recv().is_ok())).await;
        assert_eq!(outcome, Err(VaultError::Timeout(0)));
        assert!(began.elapsed() < Duration::from_secs(5));
        assert_eq!(Arc::strong_count(&held), 2, "the late call still holds its lock");
        let_go.send(()).unwrap();
        while Arc::strong_count(&held) > 1 {
            thread::yield_now();
        }
    }

    #[tokio::test]
    async fn a_call_whose_turn_comes_too_late_has_no_effect() {
        let (give_turn, turn) = mpsc::channel::<()>();
        let (left, has_left) = mpsc::channel::<()>();
        let ran = Arc::new(AtomicBool::new(false));
        let mark = Arc::clone(&ran);
        let queue = move || turn.recv().map(|()| left).map_err(|_| VaultError::Missing);
        let outcome = run(SHORT, queue, move |_| {
            mark.store(true, Ordering::SeqCst);
            Ok(())
        });
        assert_eq!(outcome.await, Err(VaultError::Timeout(0)));
        give_turn.send(()).unwrap();
        assert!(has_left.recv().is_err(), "the thread ended");
        assert!(!ran.load(Ordering::SeqCst));
    }

    #[tokio::test]
    async fn a_panic_in_the_store_is_an_answer() {
        let outcome = run(AMPLE, || Ok(()), |()| if true { panic!("store") } else { Ok(()) }).await;
        assert!(matches!(outcome, Err(VaultError::Unavailable(_))));
    }
}
