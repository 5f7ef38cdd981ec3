//! A stand-in Microsoft Teams: the demo runs on it, and so do the tests.

mod model;

pub use self::model::{
    App, Call, ChannelType, Company, Conversation, Delivery, Dialog, GENERAL, GROUP_CHAT, KUDOS,
    Kind, Message, Model, Origin, Reaction, Team, User, in_thread, sample_company, shown,
    split_thread,
};
