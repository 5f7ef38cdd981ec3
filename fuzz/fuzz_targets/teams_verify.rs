//! Whatever is sent, it is refused without a panic: nothing unsigned is genuine.
#![no_main]

use libfuzzer_sys::fuzz_target;
use plaudit::teams::webhook::WebhookKey;

fuzz_target!(|input: (&[u8], &str, &str)| {
    let (body, authorization, token) = input;
    let key: WebhookKey = "c2VjcmV0".parse().expect("it is one");
    assert!(key.verify(authorization, body).is_err());
    assert!(key.verify(&format!("HMAC {authorization}"), body).is_err());
    if let Ok(key) = token.parse::<WebhookKey>() {
        let _ = key.verify(authorization, body);
    }
});
