//! Calendar files, as they come.

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::{Calendar, read};

const TODAY: Date = date(2026, 11, 28);

fn event(lines: &str) -> String {
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\n{lines}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
}

fn days(lines: &str) -> Vec<String> {
    let read = read(&event(lines), TODAY).unwrap();
    read.days.keys().map(ToString::to_string).collect()
}

fn wrong(text: &str) -> String {
    read(text, TODAY).unwrap_err().to_string()
}

#[test]
fn days_are_read_whichever_way_a_program_writes_them() {
    let file = "\u{feff}begin:vcalendar\nX-WR-TIMEZONE:Asia/Jakarta\nBEGIN:VTIMEZONE\nTZID:x\nEND:VTIMEZONE\n\
        BEGIN:VEVENT\nDTSTART;VALUE=DATE:20261225\nDTEND;VALUE=DATE:20261227\n\
        SUMMARY;LANGUAGE=\"id:ID\":Hari Natal\\, cuti ber\n sama\nBEGIN:VALARM\nTRIGGER:-P1D\nDTSTART:x\nEND:VALARM\nEND:VEVENT\n\n\
        BEGIN:VEVENT\rDTSTART:20270101\rSUMMARY:Tahun Baru\rEND:VEVENT\r\
        BEGIN:VEVENT\nDTSTART:20270201T090000Z\nSUMMARY:A meeting\nEND:VEVENT\n\
        BEGIN:VEVENT\nDTSTART;VALUE=DATE:20270202\nSTATUS:CANCELLED\nSUMMARY:Not held\nEND:VEVENT\nEND:VCALENDAR";
    let expected = [
        (date(2026, 12, 25), "Hari Natal, cuti bersama"),
        (date(2026, 12, 26), "Hari Natal, cuti bersama"),
        (date(2027, 1, 1), "Tahun Baru"),
    ];
    let expected = expected.map(|(day, name)| (day, name.to_owned()));
    let expected = Calendar {
        days: expected.into(),
        timed: 1,
    };
    assert_eq!(read(file, TODAY), Ok(expected));
}

#[test]
fn what_comes_every_year_does_so() {
    let christmas = days("DTSTART;VALUE=DATE:20001225\nRRULE:FREQ=YEARLY");
    assert_eq!(christmas.len(), 12, "the year before to ten years ahead");
    assert_eq!(christmas[0], "2025-12-25");
    assert_eq!(
        days("DTSTART;VALUE=DATE:20201126\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;UNTIL=20271231"),
        ["2025-11-27", "2026-11-26", "2027-11-25"]
    );
    assert_eq!(
        days("DTSTART;VALUE=DATE:20260525\nRRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO;COUNT=2"),
        ["2026-05-25", "2027-05-31"]
    );
    assert_eq!(
        days("DTSTART;VALUE=DATE:20240229\nRRULE:FREQ=YEARLY;UNTIL=20330101T000000Z"),
        ["2028-02-29", "2032-02-29"]
    );
    assert_eq!(
        days(
            "DTSTART;VALUE=DATE:20260131\nRRULE:FREQ=YEARLY;INTERVAL=2;BYMONTH=1,2;BYMONTHDAY=-1;COUNT=3"
        ),
        ["2026-01-31", "2026-02-28", "2028-01-31"]
    );
    assert_eq!(
        days(
            "DTSTART;VALUE=DATE:20260101\nRRULE:FREQ=YEARLY;COUNT=3\nEXDATE;VALUE=DATE:20270101\nRDATE;VALUE=DATE:20270104"
        ),
        ["2026-01-01", "2027-01-04", "2028-01-01"]
    );
    assert_eq!(days("DTSTART;VALUE=DATE:20261230\nDURATION:P1W").len(), 7);
}

#[test]
fn one_time_that_is_moved_takes_the_place_of_its_day() {
    let file = event("DTSTART;VALUE=DATE:20260601\nRRULE:FREQ=YEARLY;COUNT=2").replace(
        "END:VCALENDAR",
        "BEGIN:VEVENT\nUID:1\nRECURRENCE-ID;VALUE=DATE:20270601\nDTSTART;VALUE=DATE:20270603\nEND:VEVENT\nEND:VCALENDAR",
    );
    let read = read(&file, TODAY).unwrap();
    let days: Vec<Date> = read.days.into_keys().collect();
    assert_eq!(days, [date(2026, 6, 1), date(2027, 6, 3)]);
}

#[test]
fn what_is_wrong_is_told_with_its_line() {
    for (text, said) in [
        ("", "line 1: a calendar file begins with BEGIN:VCALENDAR"),
        ("hello", "line 1: a line of a calendar is NAME:VALUE"),
        (
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\n",
            "line 2: VEVENT never ends",
        ),
        (
            "BEGIN:VCALENDAR\nEND:VEVENT\n",
            "line 2: VEVENT ends here and began nowhere",
        ),
        (&event("SUMMARY:x"), "line 3: an event without DTSTART"),
        (
            &event("DTSTART;VALUE=DATE:20261301"),
            "line 5: \"20261301\" is no day such as 20261225",
        ),
        (
            &event("SUMMARY:x\r\n y\r\nDTSTART;VALUE=DATE:20261224\r\nDTEND;VALUE=DATE:20261223"),
            "line 8: an event lasts 1 to 366 whole days",
        ),
        (
            &event("DTSTART;VALUE=DATE:20261224\nDURATION:PT1H"),
            "line 6: an event lasts",
        ),
        (
            &event("DTSTART;VALUE=DATE:20261224\nRRULE:FREQ=WEEKLY"),
            "line 6: FREQ=WEEKLY is not understood",
        ),
        (
            &event("DTSTART;VALUE=DATE:20261224\nRRULE:FREQ=YEARLY;BYDAY=1MO"),
            "line 6: FREQ=YEARLY;BYDAY=1MO",
        ),
        (
            &event("DTSTART;VALUE=DATE:20261224\nRRULE:FREQ=YEARLY;BYMONTH=13"),
            "line 6: BYMONTH=13",
        ),
    ] {
        let found = wrong(text);
        assert!(found.starts_with(said), "{text}: {found}");
    }
}

proptest! {
    #[test]
    fn nothing_that_is_in_a_file_is_more_than_refused(text in "\\PC{0,80}", inside in "[A-Z;=:,0-9\\-\n ]{0,80}") {
        let _ = read(&text, TODAY);
        let _ = read(&event(&inside), TODAY);
        let _ = read(&event(&format!("DTSTART:20261224\nRRULE:{inside}")), TODAY);
    }

    #[test]
    fn lines_may_be_folded_anywhere(cut in 0_usize..60) {
        let whole = event("DTSTART;VALUE=DATE:20261225\r\nSUMMARY:Christmas Day\r\nRRULE:FREQ=YEARLY;COUNT=1");
        let line = "RRULE:FREQ=YEARLY;COUNT=1";
        let (head, tail) = line.split_at(cut.min(line.len() - 1).max(1));
        let folded = whole.replace(line, &format!("{head}\r\n {tail}"));
        prop_assert_eq!(read(&folded, TODAY), read(&whole, TODAY));
    }
}
