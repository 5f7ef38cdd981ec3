//! The platforms there are: where what is named only by its name finds what it is like.

use crate::chat::{Platform, Traits};
use crate::{slack, teams};

/// What a platform is like.
pub const fn traits(platform: Platform) -> &'static Traits {
    match platform {
        Platform::Slack => &slack::TRAITS,
        Platform::Teams => &teams::TRAITS,
    }
}
