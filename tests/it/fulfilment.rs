//! Rewards that are delivered without anybody's hand: by codes, and by a service that is called.

mod callbacks;
mod codes;
mod crashes;
mod loading;
mod scene;
mod services;
mod vouchers;
