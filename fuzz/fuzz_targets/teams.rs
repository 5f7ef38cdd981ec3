//! Whatever is sent, it is refused or understood without a panic.
#![no_main]

use jiff::Timestamp;
use libfuzzer_sys::fuzz_target;
use plaudit::chat::{Installation, Platform};
use plaudit::teams::activity::Activity;
use plaudit::teams::inbound::{self, Home};

fuzz_target!(|body: &[u8]| {
    let now = Timestamp::UNIX_EPOCH;
    let home = Home {
        installation: Installation::new(Platform::Teams, "T1"),
        bot: "28:bot".into(),
    };
    if let Ok(activity) = Activity::read(body) {
        let _ = inbound::translate(&activity, &home, now);
        let _ = inbound::webhook(&activity, &home.installation, now);
        let _ = inbound::reference(&activity, &home);
        let _ = inbound::submission(&activity);
        let _ = inbound::search(&activity, &home);
    }
});
