//! For how long a server asks to be left alone.

use std::time::Duration;

use reqwest::header::{HeaderMap, RETRY_AFTER};

/// The pause where none is named.
const PAUSE: Duration = Duration::from_secs(30);

/// The longest pause that is believed.
const LONGEST_PAUSE: Duration = Duration::from_hours(1);

/// The pause that an answer asks for, as seconds in its header `Retry-After`.
pub fn retry_after(headers: &HeaderMap) -> Duration {
    retry_asked(headers).unwrap_or(PAUSE)
}

/// The pause that an answer asks for, where it names one.
pub fn retry_asked(headers: &HeaderMap) -> Option<Duration> {
    let asked = headers.get(RETRY_AFTER)?.to_str().ok()?.trim().parse().ok();
    asked.map(|seconds| Duration::from_secs(seconds).min(LONGEST_PAUSE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pause_is_believed_within_bounds() {
        let asked = |value: &str| {
            let headers = HeaderMap::from_iter([(RETRY_AFTER, value.parse().unwrap())]);
            retry_after(&headers).as_secs()
        };
        let seconds = [
            "7",
            " 7 ",
            "soon",
            "-1",
            "99999999999999",
            "999999999999999999999",
        ];
        assert_eq!(seconds.map(asked), [7, 7, 30, 30, 3600, 30]);
        assert_eq!(retry_after(&HeaderMap::new()).as_secs(), 30);
    }
}
