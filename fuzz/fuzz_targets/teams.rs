//! Whatever is sent, it is refused or understood without a panic.
#![no_main]

use jiff::Timestamp;
use libfuzzer_sys::fuzz_target;
use plaudit::teams::activity::Activity;
use plaudit::teams::inbound::{self, Home};

fuzz_target!(|body: &[u8]| {
    let now = Timestamp::UNIX_EPOCH;
    let home = Home { tenant: "T1".into(), bot: "28:bot".into() };
    if let Ok(activity) = Activity::read(body) {
        let _ = inbound::translate(&activity, &home, now);
        let _ = inbound::webhook(&activity, &home.tenant, now);
        let _ = inbound::reference(&activity, &home);
        let _ = inbound::submission(&activity);
    }
});
