//! The company of the demo: people in three languages, some of whom are on Teams alone.

use super::{ChannelType, Company, Conversation, Team, User};
use crate::sample::{
    AISYAH, BUDI, DEWI, Employee, FARID, GRACE, LIAM, MEI, RIZKY, SITI, ZOE, employee,
};

/// The General channel of the team Produk, and thereby the team.
pub const GENERAL: &str = "19:fakeGeneral0000000000000000000001@thread.tacv2";
/// Its channel for thanks.
pub const KUDOS: &str = "19:fakeKudosChan00000000000000000002@thread.tacv2";
/// Its private channel.
const LEADERS: &str = "19:fakeLeaders0000000000000000000003@thread.tacv2";
/// A group chat.
pub const GROUP_CHAT: &str = "19:fakeGroupChat00000000000000000004@thread.v2";

/// In the order of their ids.
const PEOPLE: [Employee; 15] = [
    SITI,
    BUDI,
    AISYAH,
    ZOE,
    RIZKY,
    FARID,
    DEWI,
    MEI,
    LIAM,
    GRACE,
    // On Teams alone from here on; another Dewi, and somebody who is called like the bot.
    employee(
        "dewi.lestari2",
        "Dewi Lestari",
        "Warehouse",
        "id-ID",
        "Asia/Jakarta",
    ),
    employee(
        "plaudit.santoso",
        "Plaudit Santoso",
        "Legal",
        "id-ID",
        "Asia/Jakarta",
    ),
    employee(
        "azlan",
        "Azlan Shah bin Osman",
        "Procurement",
        "ms-MY",
        "Asia/Kuala_Lumpur",
    ),
    employee(
        "ravi",
        "Ravi Menon & Co",
        "Contract manager",
        "en-GB",
        "Europe/London",
    ),
    employee(
        "wayan",
        "I Wayan Sudarsana",
        "Facilities",
        "id-ID",
        "Asia/Makassar",
    ),
];

/// The Entra object id of the `index`-th person.
fn aad(index: usize) -> String {
    format!("5f0c2d1e-0000-4000-8000-{:012}", index + 51)
}

/// The company: a team with three channels, a group chat, and a guest.
pub fn sample_company() -> Company {
    let ids: Vec<String> = (0..PEOPLE.len()).map(aad).collect();
    let guest = aad(PEOPLE.len());
    let all = || ids.iter().map(String::as_str);
    let some = |indexes: &'static [usize]| indexes.iter().map(|index| ids[*index].as_str());

    let mut company = Company::new("Contoh Nusantara");
    for (id, it) in ids.iter().zip(PEOPLE) {
        let user = User::new(id, it.short, it.name)
            .titled(it.title)
            .living(it.locale, it.zone);
        company = company.user(user);
    }
    company
        .user(
            User::new(&guest, "tamu", "Kirana Wulandari (Tamu)")
                .titled("Guest")
                .living("id-ID", "Asia/Jakarta")
                .guest(),
        )
        .team(Team::new(GENERAL, "Produk", all().chain([guest.as_str()])).installed())
        .conversation(Conversation::channel(KUDOS, "Kudos", GENERAL))
        .conversation(
            Conversation::channel(LEADERS, "Pimpinan", GENERAL)
                .of_type(ChannelType::Private)
                .members(some(&[0, 5, 8, 9])),
        )
        .conversation(
            Conversation::group_chat(GROUP_CHAT, "Makan siang", some(&[0, 1, 2, 3, 6, 11]))
                .installed(),
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_company_has_the_cases_that_matter() {
        let company = sample_company();
        let named = |name: &str| company.users.iter().filter(|u| u.name == name).count();
        assert_eq!(named("Dewi Lestari"), 2);
        assert_eq!(company.users.iter().filter(|user| user.guest).count(), 1);
        assert!(company.users.iter().any(|u| u.name.starts_with("Plaudit ")));
        let budi = company.users.iter().find(|user| user.is("budi")).unwrap();
        assert_eq!(budi.email.as_deref(), Some("budi@example.com"));
        assert_eq!(budi.aad, "5f0c2d1e-0000-4000-8000-000000000052");
    }
}
