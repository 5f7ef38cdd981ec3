//! The people of the demo's company who work on both platforms, under the same addresses.

/// Somebody of the company.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Employee {
    /// Short name: what stands before the `@` of the address.
    pub(crate) short: &'static str,
    pub(crate) name: &'static str,
    pub(crate) title: &'static str,
    pub(crate) locale: &'static str,
    pub(crate) zone: &'static str,
}

pub(crate) const fn employee(
    short: &'static str,
    name: &'static str,
    title: &'static str,
    locale: &'static str,
    zone: &'static str,
) -> Employee {
    Employee {
        short,
        name,
        title,
        locale,
        zone,
    }
}

pub(crate) const SITI: Employee = employee(
    "siti",
    "Siti Rahmawati",
    "Head of People",
    "id-ID",
    "Asia/Jakarta",
);
pub(crate) const BUDI: Employee = employee(
    "budi",
    "Budi Santoso",
    "Backend engineer",
    "id-ID",
    "Asia/Jakarta",
);
pub(crate) const AISYAH: Employee = employee(
    "nur.aisyah",
    "Nur Aisyah binti Hassan",
    "Product manager",
    "ms-MY",
    "Asia/Kuala_Lumpur",
);
pub(crate) const ZOE: Employee = employee(
    "zoe",
    "Zoë Müller-Ångström",
    "Designer",
    "en-GB",
    "Europe/London",
);
pub(crate) const RIZKY: Employee = employee(
    "rizky",
    "Rizky Pratama",
    "Site reliability",
    "id-ID",
    "Asia/Makassar",
);
pub(crate) const FARID: Employee = employee(
    "farid",
    "Farid Iskandar",
    "Sales lead",
    "ms-MY",
    "Asia/Kuala_Lumpur",
);
pub(crate) const DEWI: Employee = employee(
    "dewi",
    "Dewi Lestari",
    "Customer success",
    "id-ID",
    "Asia/Jayapura",
);
pub(crate) const MEI: Employee =
    employee("mei", "Mei Ling Tan", "Finance", "ms-MY", "Asia/Singapore");
pub(crate) const LIAM: Employee = employee(
    "liam",
    "Liam O’Connor",
    "Engineering manager",
    "en-GB",
    "Europe/Dublin",
);
pub(crate) const GRACE: Employee = employee(
    "grace",
    "Grace Nakamura",
    "Chief executive",
    "en-US",
    "Asia/Tokyo",
);
