//! The names of buttons and forms, to which `desk::registry` finds who answers. Each begins with whom
//! it belongs to.

/// Names, each with what it does and what its value is; and the list of all.
macro_rules! names {
    ($(#[$about:meta])* $list:ident { $($(#[$doc:meta])* $name:ident = $text:literal,)+ }) => {
        $($(#[$doc])* pub const $name: &str = $text;)+
        $(#[$about])*
        pub const $list: &[&str] = &[$($name),+];
    };
}

/// What follows the id in the value of a button that stands in a list: the list is shown anew.
const LISTED: &str = " listed";

/// The value of a button for `id` in a list.
pub(super) fn in_list(id: &str) -> String {
    format!("{id}{LISTED}")
}

/// The id in the value of a button, and whether the button stands in a list.
pub fn of_list(value: &str) -> (&str, bool) {
    match value.strip_suffix(LISTED) {
        Some(id) => (id, true),
        None => (value, false),
    }
}

names! {
    /// Every button.
    BUTTONS {
        /// Go somewhere from one's home. The value says where, and perhaps with what.
        HOME = "home.go",
        /// Be spoken with in another language. The value is its tag.
        LANGUAGE = "language.choose",
        /// Join a kudos. The value is its id.
        BOOST = "kudos.boost",
        /// Take a kudos back. The value is its id.
        UNDO = "kudos.undo",
        /// Take a kudos back though a recipient has spent the points. The value is its id.
        UNDO_ANYWAY = "kudos.undo_anyway",
        /// Give to a large group. The value is the draft's id.
        CONFIRM_GROUP = "kudos.confirm_group",
        /// Give what was proposed. The value is the draft's id.
        GIVE_PROPOSED = "kudos.give_proposed",
        /// Open the form to give with. The value is the marked text to fill it from, perhaps none.
        OPEN_FORM = "kudos.open_form",
        /// Find out what became of a delivery that was not certain. The value is its key.
        CHECK = "delivery.check",
        /// Tell no more news of a kind, from a message that is about which come. The value is its name.
        MUTE = "notices.mute",
        /// Tell no more news of a kind, from news, which stay to be read. The value is its name.
        MUTE_NEWS = "notices.mute_news",
        /// Tell news of a kind again. The value is its name.
        UNMUTE = "notices.unmute",
        /// Show earlier acts. The value is the id of the one they come before.
        AUDIT = "audit.earlier",
        /// Open the form of a new badge. The value is nothing.
        BADGE_NEW = "badges.new",
        /// Open the form that awards a badge. The value is nothing.
        BADGE_AWARD = "badges.award",
        /// Open the form of settings, at its first page. The value is nothing.
        SETTINGS = "settings.open",
        /// Open a group of settings. The value is its name.
        SETTINGS_GROUP = "settings.group",
        /// Show what the nudges of a group of settings would say. The value is its name.
        NUDGE_PREVIEW = "nudges.preview",
        /// Show a page of the shop. The value is the page and how it is narrowed down.
        SHOP = "rewards.shop",
        /// Show an item. The value is its id.
        ITEM = "rewards.item",
        /// Open the search for an item. The value is nothing.
        FIND = "rewards.find",
        /// Show what one redeemed. The value is nothing.
        MY_REDEMPTIONS = "rewards.mine",
        /// Redeem an item. The value is its id, and the version that was seen.
        REDEEM = "rewards.redeem",
        /// Open the form that redeems an item. The value is its id, and the version that was seen.
        REDEEM_FORM = "rewards.redeem_form",
        /// Show the items to whoever looks after them. The value is the page.
        ITEMS = "rewards.items",
        /// Describe a new item. The value is nothing.
        ITEM_ADD = "rewards.item_add",
        /// Describe an item anew. The value is its id.
        ITEM_EDIT = "rewards.item_edit",
        /// Take an item out of the shop. The value is the page it is on, and its id.
        ITEM_ARCHIVE = "rewards.item_archive",
        /// Put an item back. The value is the same.
        ITEM_BRING_BACK = "rewards.item_bring_back",
        /// Go to a page of an item's form. The value is the id of what is described, and the page.
        ITEM_PAGE = "rewards.item_page",
        /// Go on describing an item. The value is the id of what is described.
        ITEM_GO_ON = "rewards.item_go_on",
        /// Give up describing an item. The value is the same.
        ITEM_FORGET = "rewards.item_forget",
        /// Say who is told of a day of one's own. The value is which, and who.
        CELEBRATE = "celebrations.choose",
        /// Show what one likes, as the shop knows it. The value is nothing.
        INTERESTS = "rewards.interests",
        /// Forget what one likes, with the answers it comes from. The value is nothing.
        FORGET_INTERESTS = "rewards.forget_interests",
        /// Be told when an item is within reach. The value is its id.
        WISH = "rewards.wish",
        /// Cancel a redemption. The value is its id.
        CANCEL_REDEMPTION = "rewards.cancel",
        /// Show the code that came with a redemption of one's own. The value is its id.
        SHOW_CODE = "rewards.show_code",
        /// Approve a redemption. The value is its id.
        APPROVE = "rewards.approve",
        /// Approve several. The value is their ids.
        APPROVE_ALL = "rewards.approve_all",
        /// Open the form that rejects a redemption. The value is its id.
        REJECT = "rewards.reject",
        /// Open the form that says that a redemption is delivered. The value is its id.
        DELIVER = "rewards.deliver",
        /// Have a delivery tried again. The value is the id of the redemption.
        DELIVER_AGAIN = "rewards.deliver_again",
        /// Take care of a delivery. The value is the id of the redemption.
        TAKE_CARE = "rewards.take_care",
        /// Open the form that gives the points back. The value is the id of the redemption.
        REFUND = "rewards.refund",
        /// Answer the one score of a survey, and be asked why. The value is the run's id and the score.
        SURVEY_SCORE = "survey.score",
        /// Open the form with all questions of a survey. The value is the run's id.
        SURVEY_OPEN = "survey.open",
        /// Erase what one answered with one's name. The value is the run's id.
        SURVEY_WITHDRAW = "survey.withdraw",
        /// List the surveys, for whoever runs them. The value is the page.
        SURVEYS = "survey.list",
        /// Open the form of a new survey.
        SURVEY_NEW = "survey.new",
        /// Be asked as others would be, to no effect. The value is the survey's id.
        SURVEY_TRY = "survey.try",
        /// Open the form that sends a survey now. The value is its id.
        SURVEY_LAUNCH = "survey.launch",
        /// Open the form that gives a survey dates. The value is its id.
        SURVEY_DATES = "survey.dates",
        /// Take a survey off its schedule. The value is its id.
        SURVEY_UNSCHEDULE = "survey.unschedule",
        /// Close a run before its time. The value is its id.
        SURVEY_CLOSE = "survey.close",
        /// Open the form that says what is done about results. The value is the run's id.
        SURVEY_FOLLOW_UP = "survey.follow_up",
        /// Put a survey away. The value is its id.
        SURVEY_ARCHIVE = "survey.archive",
        /// Take part in coffee draws.
        COFFEE_JOIN = "coffee.join",
        /// Take part in coffee draws no more.
        COFFEE_LEAVE = "coffee.leave",
        /// Show a page of one's 1:1s. The value is the page.
        ONE_ON_ONES = "one_on_one.list",
        /// Open what two have written. The value is the id of their 1:1.
        ONE_ON_ONE_OPEN = "one_on_one.open",
        /// Open the form that asks somebody. The value is whom it offers first, perhaps nobody.
        ONE_ON_ONE_START = "one_on_one.start",
        /// Agree to a 1:1. The value is its id.
        ONE_ON_ONE_AGREE = "one_on_one.agree",
        /// Decline a 1:1, or take back that one asked. The value is its id.
        ONE_ON_ONE_DECLINE = "one_on_one.decline",
        /// Open the form that says when two talk. The value is the id of their 1:1.
        ONE_ON_ONE_CHANGE = "one_on_one.change",
        /// Do not talk on a date. The value is the id, and the date.
        ONE_ON_ONE_SKIP = "one_on_one.skip",
        /// Do not talk for now. The value is the id.
        ONE_ON_ONE_PAUSE = "one_on_one.pause",
        /// Talk again. The value is the id.
        ONE_ON_ONE_RESUME = "one_on_one.resume",
        /// Talk no more. The value is the id.
        ONE_ON_ONE_END = "one_on_one.end",
        /// Open the form that says until when one is away. The value is nothing.
        ONE_ON_ONE_AWAY = "one_on_one.away",
        /// Be back. The value is nothing.
        ONE_ON_ONE_BACK = "one_on_one.back",
    }
}

names! {
    /// Every form.
    FORMS {
        /// The form to give with.
        FORM_GIVE = "kudos.give",
        /// A group of settings.
        FORM_SETTINGS = "settings.save",
        /// A new badge.
        FORM_BADGE = "badges.make",
        /// A badge goes to somebody.
        FORM_AWARD = "badges.award",
        /// The search for an item.
        FORM_FIND = "rewards.find",
        /// A page of what is said of an item.
        FORM_ITEM = "rewards.item",
        /// What was said of an item goes into the shop.
        FORM_PUBLISH = "rewards.publish",
        /// Redeem an item.
        FORM_REDEEM = "rewards.redeem",
        /// Reject a redemption.
        FORM_REJECT = "rewards.reject",
        /// A redemption is delivered.
        FORM_DELIVER = "rewards.deliver",
        /// Give points back.
        FORM_REFUND = "rewards.refund",
        /// Answers to a survey. The context is the run's id.
        FORM_SURVEY = "survey.answer",
        /// A new survey.
        FORM_SURVEY_NEW = "survey.define",
        /// Send a survey now. The context is its id.
        FORM_SURVEY_LAUNCH = "survey.send",
        /// When a survey is sent. The context is its id.
        FORM_SURVEY_DATES = "survey.plan",
        /// The dates that were shown are the survey's. The context is what was asked for.
        FORM_SURVEY_SCHEDULE = "survey.schedule",
        /// What follows from results. The context is the run's id.
        FORM_SURVEY_FOLLOW_UP = "survey.say",
        /// What one of two writes. The context is the id of their 1:1, and the version of their note.
        FORM_ONE_ON_ONE = "one_on_one.write",
        /// Ask somebody for 1:1s.
        FORM_ONE_ON_ONE_START = "one_on_one.ask",
        /// When two talk. The context is the id of their 1:1.
        FORM_ONE_ON_ONE_CHANGE = "one_on_one.times",
        /// Until when one is away.
        FORM_ONE_ON_ONE_AWAY = "one_on_one.absent",
    }
}

/// The buttons that say what nobody may know of whoever pressed: what is pressed is kept nowhere as it came.
pub const CONFIDENTIAL_BUTTONS: &[&str] = &[SURVEY_SCORE];

/// The forms whose answers are kept nowhere as they came: what nobody may know of whoever did, an address,
/// a code, what two write for each other alone.
pub const CONFIDENTIAL_FORMS: &[&str] = &[FORM_SURVEY, FORM_REDEEM, FORM_DELIVER, FORM_ONE_ON_ONE];

/// The name that goes by now, of a button or form that may have been posted by the release before.
pub fn today(name: &str) -> &str {
    match name {
        "boost" => BOOST,
        "undo" => UNDO,
        "undo_anyway" => UNDO_ANYWAY,
        "confirm_group" => CONFIRM_GROUP,
        "open_form" => OPEN_FORM,
        "check" => CHECK,
        "mute" => MUTE_NEWS,
        "unmute" => UNMUTE,
        "audit" => AUDIT,
        // The shortcuts of then had no name.
        "give_kudos" | "" => FORM_GIVE,
        name => name,
    }
}
