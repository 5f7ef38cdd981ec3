//! One programme on Slack and Teams: people are met on either, and each speaks its own terms.

use jiff::SignedDuration;
use plaudit::chat::{Act, Client, Identity, Installation, Locale, PlaceKind, Platform, Reply, To};
use plaudit::clock::Clock;
use plaudit::letters::kudos_news;
use plaudit::outbox::{Body, Letter};
use plaudit::people;
use plaudit::policy::Role;
use plaudit::settings::{self, Settings};
use plaudit_sandbox::slack::Message;

use crate::harness::{Plaudit, Tenant, eventually, keep_schedule};

const SITI: &str = "U0SITI00001";
const BUDI: &str = "U0BUDI00002";
const KUDOS: &str = "C0KUDOS0001";

async fn member(plaudit: &Plaudit, identity: &Identity) -> people::Member {
    let mut conn = plaudit.db.pool.acquire().await.unwrap();
    people::find(&mut conn, identity).await.unwrap().unwrap()
}

async fn settings_of(plaudit: &Plaudit) -> Settings {
    let workspace = plaudit.workspace().await;
    let mut conn = plaudit.db.pool.acquire().await.unwrap();
    settings::load(&mut conn, workspace).await.unwrap()
}

fn client(locale: Locale, zone: &str) -> Client {
    Client {
        locale: Some(locale),
        time_zone: Some(zone.into()),
    }
}

#[tokio::test]
async fn a_delivery_teaches_what_the_directory_does_not_tell_and_is_answered_in_kind() {
    let monday = Clock::set_to("2026-11-16T09:00:00Z".parse().unwrap());
    let plaudit = Plaudit::start_at(monday).await;
    let tenant = Tenant::connect(&plaudit).await;
    tenant.person("dian", "Dian", None).await;
    let dian = Tenant::account("dian");

    let jakarta = client(Locale::Id, "Asia/Jakarta");
    let answer = tenant.command_from("dian", "balance", jakarta).await;
    assert!(answer.contains("poin"), "{answer}");
    let known = member(&plaudit, &dian).await;
    assert_eq!(known.locale, Some(Locale::Id));
    let zone = known.time_zone.unwrap();
    assert_eq!(zone.iana_name(), Some("Asia/Jakarta"));

    // What was learned stands for a day, since a phone and a computer may disagree. Then the latest
    // delivery wins, and one that tells nothing takes nothing away.
    let london = client(Locale::En, "Europe/London");
    let answer = tenant.command_from("dian", "balance", london.clone()).await;
    assert!(!answer.contains("points"), "{answer}");
    plaudit.clock.advance(SignedDuration::from_hours(24));
    let answer = tenant.command_from("dian", "balance", london).await;
    assert!(answer.contains("points"), "{answer}");
    tenant.command("dian", "balance").await;
    assert_eq!(member(&plaudit, &dian).await.locale, Some(Locale::En));

    // A choice wins over both.
    tenant.command("dian", "language ms").await;
    tenant
        .command_from("dian", "balance", client(Locale::Id, "Nowhere/Else"))
        .await;
    let known = member(&plaudit, &dian).await;
    assert_eq!(known.locale, Some(Locale::Ms));
    let zone = known.time_zone.unwrap();
    assert_eq!(zone.iana_name(), Some("Europe/London"));
    plaudit.finish().await;
}

#[tokio::test]
async fn what_slack_says_of_a_person_holds_on_teams_too() {
    let plaudit = Plaudit::start().await;
    let tenant = Tenant::connect(&plaudit).await;
    tenant
        .person("budi", "Santoso, Budi", Some("budi@example.com"))
        .await;
    let answer = tenant
        .command_from("budi", "balance", client(Locale::En, "Europe/London"))
        .await;
    assert!(answer.contains("poin"), "{answer}");
    let budi = member(&plaudit, &Tenant::account("29:budi")).await;
    assert_eq!(
        (budi.name.as_str(), budi.accounts.len()),
        ("Budi Santoso", 2)
    );
    plaudit.finish().await;
}

#[tokio::test]
async fn people_are_mentioned_by_an_alias_and_told_where_they_are_reached() {
    let plaudit = Plaudit::start().await;
    let tenant = Tenant::connect(&plaudit).await;
    tenant.person("dian", "Dian", None).await;
    tenant
        .person("budi", "Budi", Some("budi@example.com"))
        .await;
    let answer = tenant
        .command("dian", "<@29:budi|Budi> +3 well done <@29:budi|Budi>")
        .await;
    assert!(answer.contains("97"), "{answer}");
    let told = |letters: &[plaudit::outbox::Letter]| -> Vec<To> {
        letters.iter().map(|letter| letter.to.clone()).collect()
    };
    let letters = tenant.letters().await;
    let place = Tenant::place(Tenant::CHANNEL, PlaceKind::Public);
    let expected = [To::Place(place), To::Person(Tenant::account("budi"))];
    assert_eq!(told(&letters), expected);

    // His Teams account has no conversation with the bot: Slack has.
    let mut conn = plaudit.db.pool.acquire().await.unwrap();
    people::mark_unreachable(&mut conn, &Tenant::account("budi"), "not installed")
        .await
        .unwrap();
    plaudit.app().desk.directory.forget();
    tenant
        .say("dian", "<@29:budi|Budi>++ again, <@29:budi|Budi> is great")
        .await;
    assert_eq!(tenant.letters().await.len(), 3, "an announcement alone");
    let direct = async || {
        let direct = plaudit.sandbox.dm_with_bot(BUDI);
        let mut direct = direct.iter().map(Message::shown);
        direct.find(|it| it.contains("again"))
    };
    let direct = eventually("he is told on Slack", direct, Option::is_some).await;
    let direct = direct.unwrap();
    assert!(direct.contains(BUDI), "{direct}");

    // Back in touch, it is written to again.
    let personal = Tenant::place("a:personal1", PlaceKind::Direct);
    tenant
        .act("budi", personal, Client::default(), Act::Invited)
        .await;
    let budi = member(&plaudit, &Tenant::account("budi")).await;
    let near = Installation::new(Platform::Teams, Tenant::ID);
    let reached = budi.reachable_at(Some(&near)).unwrap();
    assert_eq!(reached.platform, Platform::Teams);
    plaudit.finish().await;
}

/// What a letter says as it leaves.
async fn said(plaudit: &Plaudit, letter: &Letter) -> String {
    let message = match &letter.body {
        Body::Message(message) => message.clone(),
        Body::News(news) => {
            let mut conn = plaudit.db.pool.acquire().await.unwrap();
            let worded = kudos_news(&mut conn, letter, *news).await.unwrap();
            worded.expect("there is something to tell")
        }
    };
    serde_json::to_string(&message).unwrap()
}

#[tokio::test]
async fn an_announcement_keeps_its_own_platform_when_it_is_undone_from_the_other() {
    let plaudit = Plaudit::start().await;
    let tenant = Tenant::connect(&plaudit).await;
    tenant.person("dian", "Dian", None).await;
    tenant
        .person("budi", "Budi", Some("budi@example.com"))
        .await;
    tenant
        .say("budi", "<@29:dian|Dian>++ what patience, <@29:dian|Dian>!")
        .await;
    assert_eq!(plaudit.standing().await, 1);
    let seen = plaudit
        .sandbox
        .as_user(SITI)
        .slash_sent(KUDOS, "/kudos", "undo <@U0BUDI00002|budi>")
        .await;
    assert_eq!(plaudit.standing().await, 0, "{seen:?}");
    let letters = tenant.letters().await;
    let update = letters.iter().rfind(|letter| letter.update).unwrap();
    let place = Tenant::place(Tenant::CHANNEL, PlaceKind::Public);
    assert_eq!(update.to, To::Place(place));
    let text = said(&plaudit, update).await;
    assert!(text.contains(r#""user":"dian""#), "{text}");
    assert!(!text.contains("29:dian"), "a stranger: {text}");
    plaudit.finish().await;
}

#[tokio::test]
async fn boards_go_to_the_platform_whose_conversation_was_named() {
    let start = "2026-11-22T08:00:00Z".parse().unwrap();
    let plaudit = Plaudit::start_at(Clock::set_to(start)).await;
    let tenant = Tenant::connect(&plaudit).await;
    tenant.person("dian", "Dian", None).await;
    tenant.person("eko", "Eko", None).await;
    let monday = "2026-11-23T09:00:00Z".parse::<jiff::Timestamp>().unwrap();
    tenant.command("dian", "<@29:eko|Eko> +3 thanks").await;
    plaudit.set("leaderboard.schedule", "weekly").await;

    // By its whole name.
    let name = format!("teams:{}/19:board1@thread.tacv2", Tenant::ID);
    plaudit.set("leaderboard.channel", &name).await;
    plaudit.clock.advance(monday.duration_since(start));
    keep_schedule(&plaudit.app().desk).await;
    let letters = tenant.letters().await;
    let board = letters.last().unwrap();
    assert_eq!(board.to.lane(), name);
    let text = said(&plaudit, board).await;
    assert!(
        text.contains("@Plaudit") && !text.contains("/kudos"),
        "{text}"
    );

    // By an id that only Teams knows, because we posted there before.
    sqlx::query(
        "INSERT INTO posted_message (workspace_id, platform, team, channel, message_id, subject, posted_at)
         VALUES ($1, 'teams', $2, $3, '1', 'kudos:x', now())",
    )
    .bind(tenant.workspace)
    .bind(Tenant::ID)
    .bind(Tenant::CHANNEL)
    .execute(&plaudit.db.pool)
    .await
    .unwrap();
    tenant.command("dian", "<@29:eko|Eko> +3 thanks").await;
    // Before the time comes: whoever looks at the clock looks at once.
    plaudit.set("leaderboard.channel", Tenant::CHANNEL).await;
    plaudit
        .clock
        .advance(jiff::SignedDuration::from_hours(7 * 24));
    keep_schedule(&plaudit.app().desk).await;
    let letters = tenant.letters().await;
    let lane = format!("teams:{}/{}", Tenant::ID, Tenant::CHANNEL);
    let to_channel = letters.iter().filter(|it| it.to.lane() == lane).count();
    assert_eq!(to_channel, 3, "two announcements and a board");

    // An id that nobody knows is Slack's, and a team that is not ours gets nothing.
    for channel in ["slack:T0OTHER/C1", KUDOS] {
        tenant.command("dian", "<@29:eko|Eko> +3 thanks").await;
        plaudit.set("leaderboard.channel", channel).await;
        plaudit
            .clock
            .advance(jiff::SignedDuration::from_hours(7 * 24));
        keep_schedule(&plaudit.app().desk).await;
    }
    let boards: Vec<String> = sqlx::query_scalar(
        "SELECT lane FROM outbox WHERE lane LIKE 'slack:%' AND letter::text LIKE '%Eko%'",
    )
    .fetch_all(&plaudit.db.pool)
    .await
    .unwrap();
    assert_eq!(boards, [format!("slack:T0FAKETEAM1/{KUDOS}")]);
    plaudit.finish().await;
}

#[tokio::test]
async fn here_is_a_place_for_the_board_unless_nobody_else_reads_it() {
    let plaudit = Plaudit::start().await;
    let tenant = Tenant::connect(&plaudit).await;
    let siti = plaudit.sandbox.as_user(SITI);
    siti.slash(KUDOS, "/kudos", "settings leaderboard.channel here")
        .await;
    plaudit.quiet().await;
    let set = settings_of(&plaudit).await.leaderboard_channel;
    assert_eq!(set, Some(format!("slack:T0FAKETEAM1/{KUDOS}")));

    let here = set.unwrap();

    // Siti is an admin on Teams, too.
    tenant
        .person("siti", "Siti", Some("siti@example.com"))
        .await;
    // Nobody else reads a conversation with the bot.
    let personal = Tenant::place("a:personal1", PlaceKind::Direct);
    let act = Act::Command {
        name: "kudos".into(),
        text: "settings leaderboard.channel here".into(),
    };
    let reply = tenant.act("siti", personal, Client::default(), act).await;
    assert!(matches!(reply, Reply::Private(_)), "{reply:?}");
    assert_eq!(settings_of(&plaudit).await.leaderboard_channel, Some(here));
    plaudit.finish().await;
}

#[tokio::test]
async fn installed_for_one_person_it_greets_them_and_makes_no_second_admin() {
    let plaudit = Plaudit::start().await;
    let tenant = Tenant::connect(&plaudit).await;
    tenant.person("dian", "Dian", None).await;
    let personal = Tenant::place("a:personal1", PlaceKind::Direct);
    let from = client(Locale::Ms, "Asia/Kuala_Lumpur");
    tenant.act("dian", personal, from, Act::Invited).await;
    let letters = tenant.letters().await;
    assert_eq!(letters.len(), 1, "{letters:?}");
    assert_eq!(letters[0].to, To::Person(Tenant::account("dian")));
    let text = said(&plaudit, &letters[0]).await;
    assert!(text.contains("awak") || text.contains("anda"), "{text}");
    let dian = member(&plaudit, &Tenant::account("dian")).await;
    assert_eq!(dian.role, Role::Member, "Slack has admins");

    let channel = Tenant::place(Tenant::CHANNEL, PlaceKind::Public);
    tenant
        .act("dian", channel.clone(), Client::default(), Act::Invited)
        .await;
    let letters = tenant.letters().await;
    assert_eq!(letters[1].to, To::Place(channel));
    assert_eq!(plaudit.points(BUDI).await, 0);
    plaudit.finish().await;
}
