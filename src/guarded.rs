//! Work whose panic is its own: it is counted, and harms nothing beside it.

use std::panic::AssertUnwindSafe;

use futures_util::FutureExt;
use metrics::counter;

/// The work panicked. Where is in the log; the words of a panic may repeat a text, so that they are
/// kept nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the work on it panicked; the log says where")]
pub struct Panicked;

/// Does the work on an item of `queue`.
pub fn guarded<T>(
    queue: &'static str,
    work: impl Future<Output = T>,
) -> impl Future<Output = Result<T, Panicked>> {
    // Not an `async fn`, which would hold the work twice.
    let done = AssertUnwindSafe(work).catch_unwind();
    done.map(move |done| {
        done.map_err(|_| {
            note_panic(queue);
            Panicked
        })
    })
}

/// Counts a panic that was caught elsewhere.
pub fn note_panic(queue: &'static str) {
    counter!("plaudit_item_panics_total", "queue" => queue).increment(1);
}

#[cfg(test)]
mod tests {
    use metrics_exporter_prometheus::PrometheusBuilder;

    use super::*;

    #[test]
    fn a_panic_is_counted_and_its_words_are_kept_nowhere() {
        let recorder = PrometheusBuilder::new().build_recorder();
        let outcome = metrics::with_local_recorder(&recorder, || {
            let work = guarded("inbox", async { panic!("a secret") });
            work.now_or_never().unwrap()
        });
        assert_eq!(outcome, Err::<(), _>(Panicked));
        assert!(!Panicked.to_string().contains("secret"));
        let shown = recorder.handle().render();
        assert!(
            shown.contains(r#"plaudit_item_panics_total{queue="inbox"} 1"#),
            "{shown}"
        );
    }
}
