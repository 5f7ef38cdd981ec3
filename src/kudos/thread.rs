//! The thread that gifts are recorded on.
//!
//! A batch is a handful of questions to the database, one after the other. Among everything else that a
//! process does, each answer would wait for its turn; here it is taken up at once.

use std::panic::resume_unwind;

use tokio::runtime::{Builder, Runtime};
use tokio_util::task::AbortOnDropHandle;

use crate::explained::explained;

/// The thread, for as long as somebody holds it.
pub(super) struct Thread(Option<Runtime>);

impl Thread {
    pub(super) fn new() -> Self {
        let mut builder = Builder::new_multi_thread();
        builder.worker_threads(1).thread_name("gifts").enable_all();
        let built = builder.build();
        if let Err(error) = &built {
            tracing::warn!(
                error = explained(error),
                "gifts have no thread of their own, and wait for everything else"
            );
        }
        Self(built.ok())
    }

    /// Does `work` there. It ends with whoever waits for it, and panics as it does.
    pub(super) async fn run<F>(&self, work: F)
    where
        F: Future<Output = ()> + Send + 'static,
    {
        let Some(runtime) = &self.0 else {
            return work.await;
        };
        let done = AbortOnDropHandle::new(runtime.spawn(work)).await;
        if let Err(Ok(panic)) = done.map_err(tokio::task::JoinError::try_into_panic) {
            resume_unwind(panic);
        }
    }
}

impl Drop for Thread {
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            // Whoever drops it may be a task, which must not wait.
            runtime.shutdown_background();
        }
    }
}
