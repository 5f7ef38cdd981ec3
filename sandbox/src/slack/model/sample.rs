//! The company of the demo: twenty people in three languages.

use super::{Channel, Standing, Team, User, UserGroup};
use crate::sample::{
    AISYAH, BUDI, DEWI, Employee, FARID, GRACE, LIAM, MEI, RIZKY, SITI, ZOE, employee,
};

/// In the order of their ids.
const PEOPLE: [Employee; 19] = [
    SITI,
    BUDI,
    AISYAH,
    ZOE,
    employee(
        "ana",
        "Ana Ferreira",
        "Frontend engineer",
        "en-US",
        "America/New_York",
    ),
    RIZKY,
    FARID,
    employee(
        "priya",
        "Priya Raman",
        "Data engineer",
        "en-IN",
        "Asia/Kolkata",
    ),
    DEWI,
    employee(
        "hakim",
        "Hakim Zulkifli",
        "Mobile engineer",
        "ms-MY",
        "Asia/Kuala_Lumpur",
    ),
    employee("tom", "Tom Okafor", "Support", "en-GB", "Europe/London"),
    MEI,
    employee("agus", "Agus Wibowo", "Quality", "id-ID", "Asia/Jakarta"),
    employee(
        "sarah",
        "Sarah Whitfield",
        "Marketing",
        "en-US",
        "America/Los_Angeles",
    ),
    employee(
        "putri",
        "Putri Anggraini",
        "Backend engineer",
        "id-ID",
        "Asia/Jakarta",
    ),
    LIAM,
    employee("aina", "Aina Sofea", "Recruiter", "ms-MY", "Asia/Kuching"),
    employee(
        "yohanes",
        "Yohanes Tobing",
        "Solutions",
        "id-ID",
        "Asia/Jakarta",
    ),
    GRACE,
];

/// Who has not begun yet.
const NEWCOMERS: [Employee; 3] = [
    employee(
        "intan",
        "Intan Maharani",
        "Analyst",
        "id-ID",
        "Asia/Jakarta",
    ),
    employee(
        "harith",
        "Harith Danial",
        "Support",
        "ms-MY",
        "Asia/Kuala_Lumpur",
    ),
    employee(
        "nora",
        "Nora Lindqvist",
        "Recruiter",
        "en-GB",
        "Europe/London",
    ),
];

/// The account of somebody.
fn account(id: &str, of: Employee) -> User {
    User::new(id, of.short, of.name)
        .called(of.name)
        .titled(of.title)
        .living(of.locale, of.zone)
}

/// The next who begins in `team`, as long as somebody is left.
pub(crate) fn newcomer(team: &Team) -> Option<User> {
    let mut left = NEWCOMERS.into_iter().enumerate();
    let (index, of) = left.find(|(_, of)| team.users.iter().all(|user| user.name != of.short))?;
    Some(account(&id(PEOPLE.len() + 2 + index, of), of))
}

/// The id of `of`, the `index`-th person.
fn id(index: usize, of: Employee) -> String {
    let handle: String = of
        .short
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    format!(
        "U0{:0<5}{:04}",
        &handle.to_uppercase()[..handle.len().min(5)],
        index + 1
    )
}

/// The company: channels for everybody, one private, one shared with a partner, a guest, somebody
/// who left, and a user group.
pub fn sample_company() -> Team {
    let numbered = PEOPLE.into_iter().enumerate();
    let ids: Vec<String> = numbered.map(|(index, of)| id(index, of)).collect();
    let all = || ids.iter().map(String::as_str);
    let of = |handles: &'static [&'static str]| {
        ids.iter()
            .enumerate()
            .filter(|(index, _)| handles.contains(&PEOPLE[*index].short))
            .map(|(_, id)| id.as_str())
    };
    let engineers = &[
        "budi", "ana", "rizky", "priya", "hakim", "agus", "putri", "liam",
    ];
    let leaders = &["siti", "liam", "grace", "farid"];

    let mut team = Team::new("T0FAKETEAM1").named("Contoh Nusantara", "contoh-nusantara");
    let bot = team.app.bot_user.clone();
    for (id, it) in ids.iter().zip(PEOPLE) {
        let user = account(id, it);
        let admin = matches!(it.short, "siti" | "grace");
        team = team.user(if admin { user.admin() } else { user });
    }
    team.user(
        User::new("U0GUEST0020", "tamu", "Kirana Wulandari")
            .titled("Guest")
            .called("")
            .living("id-ID", "Asia/Jakarta")
            .standing(Standing::Guest {
                single_channel: false,
            }),
    )
    .user(User::new("U0GONE00021", "bambang", "Bambang Hartono").deleted())
    .user(
        User::new("U0EXTUSER01", "pat", "Pat Partner").standing(Standing::Stranger {
            team: "T0EXTERN001".to_owned(),
        }),
    )
    .channel(
        Channel::public("C0GENERAL01", "general")
            .about("Everything that concerns everybody")
            .members(all())
            .members([bot.as_str(), "U0GUEST0020"]),
    )
    .channel(
        Channel::public("C0KUDOS0001", "kudos")
            .about("Say thank you")
            .members(all())
            .members([bot.as_str()]),
    )
    .channel(
        Channel::public("C0ENGINEER1", "engineering")
            .about("Building things")
            .members(of(engineers))
            .members([bot.as_str()]),
    )
    .channel(
        Channel::private("C0LEADERS01", "leadership")
            .about("Private")
            .members(of(leaders)),
    )
    .channel(
        Channel::public("C0PARTNER01", "partner-acme")
            .about("With our friends at Acme")
            .shared_with("T0EXTERN001")
            .members(all())
            .members([bot.as_str(), "U0EXTUSER01"]),
    )
    .group(UserGroup::new(
        "S0TIMDEV001",
        "tim-dev",
        "Developers",
        of(engineers).chain(["U0GONE00021"]),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twenty_people_work_there() {
        let team = sample_company();
        let working = team.users.iter().filter(|user| {
            user.is_person() && !user.deleted && !matches!(user.standing, Standing::Stranger { .. })
        });
        assert_eq!(working.count(), 20);
        assert_eq!(
            team.users
                .iter()
                .find(|u| u.name == "budi")
                .map(|u| u.id.as_str()),
            Some("U0BUDI00002")
        );
        assert_eq!(
            team.users
                .iter()
                .find(|u| u.name == "siti")
                .map(|u| u.id.as_str()),
            Some("U0SITI00001")
        );
    }
}
