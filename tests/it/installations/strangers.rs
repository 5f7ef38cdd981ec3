//! People of other organisations: what they do comes to nothing, and leaves nothing.

use plaudit::chat::{Identity, Platform};
use plaudit::people;
use plaudit_sandbox::slack::{Standing, User};
use serde_json::json;

use crate::harness::teams::sample;
use crate::harness::{Plaudit, count};

const ANA: &str = "U0ANA000005";
const BUDI: &str = "U0BUDI00002";
const STRANGER: &str = "U0NEVERSEEN";
const PARTNER: &str = "C0PARTNER01";

async fn letters(plaudit: &Plaudit) -> i64 {
    count(&plaudit.db.pool, "SELECT count(*) FROM outbox").await
}

#[tokio::test]
async fn a_stranger_in_a_shared_channel_is_ignored_quietly() {
    let plaudit = Plaudit::start().await;
    plaudit
        .set("privacy.shared_channels", "announcements")
        .await;
    let ana = plaudit.sandbox.as_user(ANA);
    ana.slash(PARTNER, "/kudos", "@budi +5 for the integration")
        .await;
    plaudit.quiet().await;
    let messages = plaudit.sandbox.messages(PARTNER);
    let announced = messages.into_iter().find(|it| it.by_app).unwrap();
    let before = letters(&plaudit).await;

    // Somebody who came after the last synchronisation, and one who is known to be from elsewhere.
    plaudit.sandbox.change(|model| {
        let standing = Standing::Stranger {
            team: "T0EXTERN001".to_owned(),
        };
        model.team.users.push(User {
            standing,
            email: None,
            ..User::new(STRANGER, "quinn", "Quinn")
        });
        let channel = model.team.channels.iter_mut().find(|it| it.id == PARTNER);
        channel.unwrap().members.push(STRANGER.to_owned());
    });
    for user in [STRANGER, "U0EXTUSER01"] {
        let person = plaudit.sandbox.as_user(user);
        person.post(PARTNER, "@budi ++ from your partner").await;
        person.post(PARTNER, "@plaudit @budi +2 thanks").await;
        person.post(PARTNER, "@plaudit leaderboard").await;
        person.press(PARTNER, &announced.ts, "kudos.boost").await;
        person.react(PARTNER, &announced.ts, "clap").await;
        plaudit.quiet().await;
        assert!(plaudit.sandbox.ephemerals(user).is_empty(), "{user}");
        assert!(plaudit.sandbox.dm_with_bot(user).is_empty(), "{user}");
    }
    assert_eq!(letters(&plaudit).await, before, "nobody is answered");
    assert_eq!(plaudit.points(BUDI).await, 5);
    let mut conn = plaudit.db.pool.acquire().await.unwrap();
    for team in ["T0FAKETEAM1", "T0EXTERN001"] {
        let account = Identity::new(Platform::Slack, team, STRANGER);
        let known = people::find(&mut conn, &account).await.unwrap();
        assert!(known.is_none(), "{known:?}");
    }
    drop(conn);
    let aside = "SELECT count(*) FROM inbox WHERE state <> 'done'";
    assert_eq!(count(&plaudit.db.pool, aside).await, 0);
    // Whoever names them is told why nothing comes of it.
    let seen = ana.slash(PARTNER, "/kudos", "@quinn +1 thanks").await;
    plaudit.quiet().await;
    let told = plaudit.sandbox.ephemerals(ANA);
    let told = format!("{} {told:?}", seen.text);
    assert!(told.contains("another organisation"), "{told}");
    plaudit.finish().await;
}

#[tokio::test]
async fn somebody_of_another_tenant_is_ignored_quietly() {
    let plaudit = Plaudit::start_on_both().await;
    let before = plaudit.traces().await;
    let mut activity = sample("message_channel_mention_nbsp.json");
    activity["from"]["tenantId"] = json!("00000000-0000-4000-8000-0000000other");
    activity["from"]["aadObjectId"] = json!("00000000-0000-4000-8000-00000stranger");
    let seen = plaudit.activity(activity).await;
    assert_eq!(seen.status, Some(200), "{seen:?}");
    plaudit.quiet().await;
    let after = plaudit.traces().await;
    assert_eq!(after.members, before.members);
    assert_eq!((after.kudos, after.letters), (before.kudos, before.letters));
    plaudit.finish().await;
}
