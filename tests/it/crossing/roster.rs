//! Who is in a team of Teams, and what they are.

use plaudit::chat::{Identity, Platform, Standing};
use plaudit::people::{self, Member};
use plaudit_sandbox::teams::{Conversation, GROUP_CHAT, Team, User};

use super::{ON_TEAMS, TENANT, ZOE, slack, teams};
use crate::harness::{Plaudit, count};

async fn find(plaudit: &Plaudit, aad: &str) -> Option<Member> {
    let mut conn = plaudit.db.pool.acquire().await.unwrap();
    let account = Identity::new(Platform::Teams, TENANT, aad);
    people::find(&mut conn, &account).await.unwrap()
}

/// Somebody new in the organisation, and a member of the team that has the app.
fn arrives(plaudit: &Plaudit, user: User) {
    plaudit.teams().change(|model| {
        model.company.teams[0].members.push(user.aad.clone());
        model.company.users.push(user);
    });
}

#[tokio::test]
async fn a_large_team_is_read_to_its_last_page() {
    const TEAM: &str = "19:fakeLarge000000000000000000000001@thread.tacv2";
    let plaudit = Plaudit::start_on_both().await;
    let aad = |n: usize| format!("5f0c2d1e-0000-4000-9000-{n:012}");
    plaudit.teams().change(|model| {
        let ids: Vec<String> = (0..1001).map(aad).collect();
        for (n, id) in ids.iter().enumerate() {
            let user = User::new(id, &format!("worker{n}"), &format!("Worker {n}"));
            model.company.users.push(user);
        }
        let members = ids.iter().map(String::as_str);
        model.company.teams.push(Team::new(TEAM, "Pabrik", members));
        let general = Conversation::channel(TEAM, "General", TEAM);
        model.company.conversations.push(general);
    });
    let known = "SELECT count(*) FROM identity WHERE platform = 'teams'";
    let before = count(&plaudit.db.pool, known).await;
    plaudit.teams().install_in_team(TEAM, "worker0").await;
    plaudit.met(TEAM).await;
    assert_eq!(count(&plaudit.db.pool, known).await, before + 1001);
    let last = find(&plaudit, &aad(1000)).await.unwrap();
    assert_eq!(last.name, "Worker 1000");
    let pages = plaudit.teams().calls("getPagedMembers");
    let pages = pages.iter().filter(|call| call.conversation == TEAM);
    assert_eq!(pages.count(), 3);
    plaudit.finish().await;
}

#[tokio::test]
async fn whoever_joins_later_is_known_by_what_they_do_or_by_being_mentioned() {
    let plaudit = Plaudit::start_on_both().await;
    let (ana, nina) = (
        "5f0c2d1e-0000-4000-8000-0000000000d1",
        "5f0c2d1e-0000-4000-8000-0000000000d2",
    );
    // Ana is on Slack; Nina is nowhere else, and her address is not shown.
    arrives(&plaudit, User::new(ana, "ana", "Ana Ferreira"));
    let mut hidden = User::new(nina, "nina", "Nina Simone");
    hidden.email = None;
    arrives(&plaudit, hidden);
    assert!(find(&plaudit, ana).await.is_none());

    teams(&plaudit, "ana", "@Nina Simone +5 for the song").await;
    let met = find(&plaudit, ana).await.unwrap();
    assert_eq!(met.accounts.len(), 2, "one person: {met:?}");
    assert_eq!(plaudit.points(nina).await, 5);
    assert_eq!(find(&plaudit, nina).await.unwrap().accounts.len(), 1);
    let short = slack(&plaudit, super::ANA, "balance").await;
    assert!(short.contains("95"), "one allowance: {short}");
    plaudit.finish().await;
}

#[tokio::test]
async fn guests_are_known_as_such_and_take_no_part() {
    let plaudit = Plaudit::start_on_both().await;
    let tamu = plaudit.teams().model().user("tamu").unwrap().aad.clone();
    let guest = find(&plaudit, &tamu).await.unwrap();
    assert_eq!(guest.standing, Standing::Guest);
    assert_eq!(
        guest.accounts.len(),
        1,
        "nobody's e-mail is believed: {guest:?}"
    );
    let answer = teams(&plaudit, ZOE.1, "@Kirana Wulandari (Tamu) +5 for the visit").await;
    assert!(answer.contains("guest"), "{answer}");
    let seen = plaudit.teams().as_user("tamu");
    let seen = seen
        .say(ON_TEAMS, "@Plaudit @Budi Santoso +5 for the visit")
        .await;
    assert_eq!(seen.status, Some(200), "{seen:?}");
    plaudit.quiet().await;
    assert_eq!(plaudit.standing().await, 0);
    plaudit.finish().await;
}

#[tokio::test]
async fn a_conversation_at_an_untrusted_address_does_not_keep_the_others_from_being_read() {
    let plaudit = Plaudit::start_on_both().await;
    sqlx::query(
        "INSERT INTO teams_conversation (tenant, conversation, service_url, kind, present, updated_at)
         VALUES ($1, '19:stranger', 'https://service.example/', 'private', true, now())",
    )
    .bind(TENANT)
    .execute(&plaudit.db.pool)
    .await
    .unwrap();
    let chat = plaudit.teams().as_user("siti");
    chat.uninstall_from_chat(GROUP_CHAT).await;
    chat.install_in_chat(GROUP_CHAT).await;
    plaudit.met(GROUP_CHAT).await;
    plaudit.met("19:stranger").await;
    plaudit.finish().await;
}
