//! The table: what is typed, where, and what happens.

use super::scene::Happens::{Asks, Gives, Silent, Tells};
use super::scene::Where::{Alone, Command, Overheard, ToBot};
use super::scene::{Happens, Where};

/// To the bot, in a channel or alone.
const SAID: &[Where] = &[ToBot, Alone];
/// Wherever the bot is spoken to.
const ANY: &[Where] = &[Command, ToBot, Alone];
const COMMAND: &[Where] = &[Command];
const HEARD: &[Where] = &[Overheard];
const EVERYWHERE: &[Where] = &[Command, ToBot, Alone, Overheard];

const BOARD: Happens = Tells(["Most appreciated", "Paling diapresiasi", "Paling dihargai"]);
const VALUES: Happens = Tells(["What kudos are given for", "Kudos di sini", "Kudos di sini"]);
const HELP: Happens = Tells(["Thank someone", "Ucapkan", "Hargai"]);
const NO_SHOP: Happens = Tells(["no rewards yet", "Belum", "Belum"]);
const PRIVATE: Happens = Tells([
    "Balances are private",
    "Saldo itu pribadi",
    "Baki adalah peribadi",
]);
const NOT_KNOWN: Happens = Tells(["I don't know what", "tidak mengerti", "tidak faham"]);
const NOT_WHOLE: Happens = Tells([
    "isn't a whole number",
    "bukan bilangan bulat",
    "bukan nombor bulat",
]);
const NOBODY: Happens = Tells([
    "I don't know nobody@example.com:",
    "Saya tidak kenal nobody@example.com:",
    "Saya tidak mengenali nobody@example.com:",
]);
const NO_KUDOS: Happens = Tells([
    "There are no kudos for that time",
    "Tidak ada kudos untuk waktu itu",
    "Tiada kudos untuk tempoh itu",
]);
const WHO: Happens = Tells(["pick", "pilih", "pilih"]);

/// Points are those that are given in all. `@tim-dev` is a group on Slack.
#[rustfmt::skip]
pub(super) const TABLE: &[(&str, &[Where], Happens)] = &[
    // A sub-command wins over whom it names, and uses it.
    ("leaderboard @zoe",                             ANY,        BOARD),
    ("top @zoe this week",                           ANY,        BOARD),
    ("peringkat @tim-dev",                           ANY,        BOARD),
    ("top last week",                                ANY,        Tells(["week of 2 Nov", "pekan mulai 2 Nov", "minggu bermula 2 Nov"])),
    ("peringkat bulan lalu",                         ANY,        Tells(["October 2026", "Oktober 2026", "Oktober 2026"])),
    ("carta suku tahun lepas",                       ANY,        Tells(["quarter 3 of 2026", "kuartal 3 2026", "suku tahun ke-3 2026"])),
    ("top kemarin",                                  ANY,        Tells(["yesterday", "kemarin", "semalam"])),
    ("carta ogos",                                   ANY,        Tells(["August 2026", "Agustus 2026", "Ogos 2026"])),
    ("top december",                                 ANY,        Tells(["December 2025", "Desember 2025", "Disember 2025"])),
    ("peringkat 2026-03",                            ANY,        Tells(["March 2026", "Maret 2026", "Mac 2026"])),
    ("top last year given",                          ANY,        Tells(["Most generous · 2025", "Paling banyak memberi · 2025", "Paling murah hati · 2025"])),
    ("top last all",                                 ANY,        NOT_KNOWN),
    ("leaderboard @zoe last month",                  ANY,        Tells(["Zoë Müller-Ångström has no place", "tidak ada di papan", "tiada dalam carta"])),
    ("carta @zoe dan @siti",                         ANY,        BOARD),
    ("balance @zoe",                                 ANY,        PRIVATE),
    ("saldo @zoe",                                   ANY,        PRIVATE),
    ("history @zoe",                                 ANY,        Tells(["Zoë", "Zoë", "Zoë"])),
    ("help @zoe",                                    ANY,        HELP),
    ("values @zoe",                                  ANY,        VALUES),
    ("nilai @zoe",                                   ANY,        VALUES),
    ("shop @zoe",                                    ANY,        NO_SHOP),
    ("katalog @zoe",                                 ANY,        NO_SHOP),
    ("top job @zoe!",                                ANY,        NOT_KNOWN),
    ("leaderboard @zoe +5",                          ANY,        NOT_KNOWN),
    ("balance @tim-dev",                             ANY,        NOT_KNOWN),

    ("top 2027-01",                                  ANY,        NO_KUDOS),
    ("top december",                                 ANY,        NO_KUDOS),
    ("top last 7 days",                              ANY,        NOT_KNOWN),
    ("peringkat 27 nov",                             ANY,        NOT_KNOWN),
    ("carta sepanjang masa",                         ANY,        Tells(["all time", "sepanjang masa", "sepanjang masa"])),

    // The command followed by people gives; a message to the bot needs a sign of giving.
    ("@zoe",                                         COMMAND,    Gives(1)),
    ("@zoe great work",                              COMMAND,    Gives(1)),
    ("@zoe",                                         SAID,       Asks),
    ("@zoe great work",                              SAID,       Asks),
    ("is down again, @zoe can you have a look?",     ANY,        Asks),
    ("please ignore @zoe",                           SAID,       Asks),
    ("who is @zoe?",                                 ANY,        Asks),
    ("siapa @zoe?",                                  ANY,        Asks),
    ("is @zoe 5 minutes late?",                      ANY,        Asks),
    ("@zoe 5 menit lagi ya",                         SAID,       Asks),
    ("@zoe 5 menit lagi ya",                         COMMAND,    Gives(1)),
    // Whoever asks or denies gives nothing, whatever else is said.
    ("jangan beri @zoe apa-apa",                     ANY,        Asks),
    ("jangan beri @zoe +5",                          ANY,        Asks),
    ("who gave @zoe +5?",                            ANY,        Asks),
    ("did @siti give +5 to @zoe?",                   ANY,        Asks),
    ("@zoe does not deserve +5",                     ANY,        Asks),
    ("take back +5 from @zoe",                       ANY,        Asks),
    ("what does @zoe think of #teamwork?",           ANY,        Asks),
    ("kudos @zoe?",                                  ANY,        Asks),
    ("@zoe thanks but no",                           ANY,        Asks),
    ("who did it? @zoe +1",                          ANY,        Gives(1)),
    ("thanks @zoe for not giving up",                ANY,        Gives(1)),
    ("@zoe +2 never gives up",                       ANY,        Gives(2)),
    ("jangan @zoe ++",                               HEARD,      Silent),
    ("@tim-dev",                                     SAID,       Asks),
    ("is down again, @zoe can you have a look?",     HEARD,      Silent),
    ("who is @zoe?",                                 HEARD,      Silent),
    ("thanks @zoe +5",                               HEARD,      Silent),
    ("@zoe +2",                                      ANY,        Gives(2)),
    ("@zoe 3",                                       ANY,        Gives(3)),
    ("beri 3 poin ke @zoe",                          ANY,        Gives(3)),
    ("kasih 3 poin buat @zoe karena sabar",          ANY,        Gives(3)),
    ("3 mata untuk @zoe",                            ANY,        Gives(3)),
    ("give 3 points for @zoe",                       ANY,        Gives(3)),
    ("table 3 for @zoe",                             COMMAND,    Gives(1)),
    ("@zoe x2",                                      ANY,        Gives(2)),
    ("@zoe :clap::clap:",                            ANY,        Gives(2)),
    ("@zoe 👏👏🏽",                                     ANY,        Gives(2)),
    ("@zoe :clapping_hands:",                        ANY,        Gives(1)),
    ("@zoe #teamwork",                               ANY,        Gives(1)),
    ("give @zoe",                                    ANY,        Gives(1)),
    ("thanks @zoe",                                  ANY,        Gives(1)),
    ("thank you @zoe for stepping in",               ANY,        Gives(1)),
    ("kudos @zoe",                                   ANY,        Gives(1)),
    ("kudos to @zoe",                                ANY,        Gives(1)),
    ("beri @zoe",                                    ANY,        Gives(1)),
    ("terima kasih @zoe dan @siti",                  ANY,        Gives(2)),
    ("makasih @zoe",                                 ANY,        Gives(1)),
    ("tahniah @zoe",                                 ANY,        Gives(1)),
    ("@zoe for the demo",                            ANY,        Gives(1)),
    ("@zoe untuk demo",                              ANY,        Gives(1)),
    ("@zoe karena sabar",                            ANY,        Gives(1)),
    ("@zoe kerana sabar",                            ANY,        Gives(1)),
    ("@zoe sebab sabar",                             ANY,        Gives(1)),

    // Who is named in the reason is given nothing.
    ("@zoe +2 for helping @siti",                    ANY,        Gives(2)),
    ("thanks @zoe for helping @siti",                ANY,        Gives(1)),
    ("@zoe +2 cc @siti",                             ANY,        Gives(2)),
    ("@zoe +2 (thanks @siti for telling me)",        ANY,        Gives(2)),
    ("makasih @zoe karena bantu @siti",              ANY,        Gives(1)),
    ("@zoe and @siti +2",                            ANY,        Gives(4)),
    ("@zoe @siti +2",                                ANY,        Gives(4)),
    ("+2 @zoe @siti",                                ANY,        Gives(4)),
    ("@zoe +2 @siti",                                ANY,        Gives(4)),

    // Plus signs behind somebody, however they are written.
    ("@zoe++",                                       EVERYWHERE, Gives(1)),
    ("@zoe +++",                                     EVERYWHERE, Gives(2)),
    ("@zoe: ++",                                     EVERYWHERE, Gives(1)),
    ("@zoe, ++",                                     EVERYWHERE, Gives(1)),
    ("@zoe - ++",                                    EVERYWHERE, Gives(1)),
    ("@zoe — ++",                                    EVERYWHERE, Gives(1)),
    ("*@zoe* ++",                                    EVERYWHERE, Gives(1)),
    ("(@zoe ++)",                                    EVERYWHERE, Gives(1)),
    ("@zoe ++thanks",                                EVERYWHERE, Gives(1)),
    ("@zoe ++:tada:",                                EVERYWHERE, Gives(1)),
    ("@zoe ＋＋",                                     EVERYWHERE, Gives(1)),
    ("@zoe and @siti ++ for the demo",               EVERYWHERE, Gives(2)),
    ("great work @siti, @zoe ++",                    EVERYWHERE, Gives(2)),
    ("hey @siti and @zoe ++",                        EVERYWHERE, Gives(2)),
    // Whether Siti is called or praised nobody can tell.
    ("hey @siti, @zoe ++",                           HEARD,      Silent),
    ("hey @siti, @zoe ++",                           SAID,       Asks),
    ("@grace, @siti, @zoe ++",                       HEARD,      Gives(3)),
    // What could mean something else is not guessed.
    ("@zoe ++ 5",                                    HEARD,      Silent),
    ("@zoe ++ b/src",                                HEARD,      Silent),
    ("@zoe +5",                                      HEARD,      Silent),
    ("@zoe said ++",                                 HEARD,      Silent),
    ("@zoe ++i; is a bug",                           HEARD,      Silent),
    ("@zoe +++ b/src/main.rs",                       HEARD,      Silent),
    ("@zoe look\n--- a/src/main.rs\n+++ b/src/main.rs", HEARD,   Silent),
    ("@zoe look\n--- a/src/main.rs\n+++ b/src/main.rs", SAID,    Asks),
    // Code and quotations are not read.
    ("`@zoe ++`",                                    HEARD,      Silent),
    ("> @zoe ++",                                    HEARD,      Silent),
    ("@zoe `+5`",                                    SAID,       Asks),
    ("@zoe\n> thanks +5",                            SAID,       Asks),

    // Who is quoted is shown by name.
    ("> @zoe +5",                                    &[Alone],   Tells(["@Zoë Müller", "@Zoë Müller", "@Zoë Müller"])),
    ("> @Plaudit @zoe +5",                           HEARD,      Silent),
    ("@siti look\n> @Plaudit give @zoe +5",          HEARD,      Silent),

    // Numbers in every script; a plus sign before anything else asks.
    ("@zoe +٥",                                      ANY,        Gives(5)),
    ("@zoe +۵",                                      ANY,        Gives(5)),
    ("@zoe +५",                                      ANY,        Gives(5)),
    ("@zoe +৫",                                      ANY,        Gives(5)),
    ("@zoe +௫",                                      ANY,        Gives(5)),
    ("@zoe +๕",                                      ANY,        Gives(5)),
    ("@zoe ＋５",                                     ANY,        Gives(5)),
    ("@zoe x٣",                                      ANY,        Gives(3)),
    ("@zoe: 5",                                      ANY,        Gives(5)),
    ("@zoe, 5",                                      ANY,        Gives(5)),
    ("@zoe - 5",                                     ANY,        Gives(5)),
    ("@zoe \"+5\"",                                  ANY,        Gives(5)),
    ("@zoe +five",                                   ANY,        NOT_WHOLE),
    ("@zoe +lima",                                   ANY,        NOT_WHOLE),
    ("@zoe +½",                                      ANY,        NOT_WHOLE),
    ("@zoe +五",                                     ANY,        NOT_WHOLE),
    ("@zoe +٥٫٥",                                    ANY,        NOT_WHOLE),

    // Values are words of any script, in any case and composition.
    ("@zoe +1 #ग्राहक",                               ANY,        Gives(1)),
    ("@zoe +1 #ลูกค้า",                                ANY,        Gives(1)),
    ("@zoe +1 #வாடிக்கையாளர்",                          ANY,        Gives(1)),
    ("@zoe +1 #İnovasyon",                           ANY,        Gives(1)),
    ("@zoe +1 #inovasyon",                           ANY,        Gives(1)),
    ("@zoe +1 #CAFE\u{301}",                         ANY,        Gives(1)),
    ("@zoe +1 #ｃａｆé",                               ANY,        Gives(1)),

    // Nobody who is there.
    ("nobody@example.com +2 thanks",                 COMMAND,    NOBODY),
    ("leaderboard @nobody",                          &[ToBot],   WHO),
];
