//! The company of the demo: twenty people in three languages.

use super::{Channel, Standing, Team, User, UserGroup};

/// Handle, name, title, locale, time zone.
const PEOPLE: [[&str; 5]; 19] = [
    [
        "siti",
        "Siti Rahmawati",
        "Head of People",
        "id-ID",
        "Asia/Jakarta",
    ],
    [
        "budi",
        "Budi Santoso",
        "Backend engineer",
        "id-ID",
        "Asia/Jakarta",
    ],
    [
        "nur.aisyah",
        "Nur Aisyah binti Hassan",
        "Product manager",
        "ms-MY",
        "Asia/Kuala_Lumpur",
    ],
    [
        "zoe",
        "Zoë Müller-Ångström",
        "Designer",
        "en-GB",
        "Europe/London",
    ],
    [
        "ana",
        "Ana Ferreira",
        "Frontend engineer",
        "en-US",
        "America/New_York",
    ],
    [
        "rizky",
        "Rizky Pratama",
        "Site reliability",
        "id-ID",
        "Asia/Makassar",
    ],
    [
        "farid",
        "Farid Iskandar",
        "Sales lead",
        "ms-MY",
        "Asia/Kuala_Lumpur",
    ],
    [
        "priya",
        "Priya Raman",
        "Data engineer",
        "en-IN",
        "Asia/Kolkata",
    ],
    [
        "dewi",
        "Dewi Lestari",
        "Customer success",
        "id-ID",
        "Asia/Jayapura",
    ],
    [
        "hakim",
        "Hakim Zulkifli",
        "Mobile engineer",
        "ms-MY",
        "Asia/Kuala_Lumpur",
    ],
    ["tom", "Tom Okafor", "Support", "en-GB", "Europe/London"],
    ["mei", "Mei Ling Tan", "Finance", "ms-MY", "Asia/Singapore"],
    ["agus", "Agus Wibowo", "Quality", "id-ID", "Asia/Jakarta"],
    [
        "sarah",
        "Sarah Whitfield",
        "Marketing",
        "en-US",
        "America/Los_Angeles",
    ],
    [
        "putri",
        "Putri Anggraini",
        "Backend engineer",
        "id-ID",
        "Asia/Jakarta",
    ],
    [
        "liam",
        "Liam O’Connor",
        "Engineering manager",
        "en-GB",
        "Europe/Dublin",
    ],
    ["aina", "Aina Sofea", "Recruiter", "ms-MY", "Asia/Kuching"],
    [
        "yohanes",
        "Yohanes Tobing",
        "Solutions",
        "id-ID",
        "Asia/Jakarta",
    ],
    [
        "grace",
        "Grace Nakamura",
        "Chief executive",
        "en-US",
        "Asia/Tokyo",
    ],
];

/// The id of the `index`-th person.
fn id(index: usize) -> String {
    let handle: String = PEOPLE[index][0]
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
    let ids: Vec<String> = (0..PEOPLE.len()).map(id).collect();
    let all = || ids.iter().map(String::as_str);
    let of = |handles: &'static [&'static str]| {
        ids.iter()
            .enumerate()
            .filter(|(index, _)| handles.contains(&PEOPLE[*index][0]))
            .map(|(_, id)| id.as_str())
    };
    let engineers = &[
        "budi", "ana", "rizky", "priya", "hakim", "agus", "putri", "liam",
    ];
    let leaders = &["siti", "liam", "grace", "farid"];

    let mut team = Team::new("T0FAKETEAM1").named("Contoh Nusantara", "contoh-nusantara");
    let bot = team.app.bot_user.clone();
    for (index, [handle, name, title, locale, tz]) in PEOPLE.into_iter().enumerate() {
        let user = User::new(&ids[index], handle, name)
            .called(name)
            .titled(title)
            .living(locale, tz);
        let admin = matches!(handle, "siti" | "grace");
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
