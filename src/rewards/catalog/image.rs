//! Pictures of items: ours, which this server shows, or anybody's.

use std::fmt;
use std::str::FromStr;

use url::Url;

use crate::secure_url::SecureUrl;

/// A picture that comes with the server.
#[derive(Clone, Copy, Debug)]
pub struct Picture {
    /// What it is called.
    pub name: &'static str,
    /// The picture: PNG, 400 by 200.
    pub png: &'static [u8],
}

macro_rules! pictures {
    ($($name:literal),+ $(,)?) => {
        /// Every picture that comes with the server: one of each kind of item first.
        pub const PICTURES: &[Picture] = &[$(Picture {
            name: $name,
            png: include_bytes!(concat!("../../../assets/rewards/", $name, ".png")),
        }),+];
        const NAMES: &[&str] = &[$($name),+];
    };
}

pictures!(
    "gift_card",
    "merchandise",
    "experience",
    "donation",
    "learning",
    "time_off",
    "coffee",
    "bottle",
    "backpack",
    "headphones",
    "tree",
);

/// Where pictures are shown.
pub const PICTURES_AT: &str = "/rewards/images/";

/// A picture of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Image {
    /// One of ours, by its name.
    Ours(&'static str),
    /// Somebody's.
    At(SecureUrl),
}

/// Text that names no picture.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{:?} is neither an address that begins with https://, nor one of {}", .0, NAMES.join(", "))]
pub struct NoImage(String);

/// One of our pictures has no address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "PLAUDIT_PUBLIC_URL is not set: pictures that come with the server are shown at its address"
)]
pub struct NoAddress;

/// The picture that comes with the server, by its name.
pub fn picture(name: &str) -> Option<&'static Picture> {
    PICTURES.iter().find(|picture| picture.name == name)
}

/// The picture that comes with the server, by where a chat finds it.
pub fn picture_at(address: &str) -> Option<&'static Picture> {
    let (_, file) = address.rsplit_once(PICTURES_AT)?;
    picture(file.strip_suffix(".png")?)
}

impl Image {
    /// Where a chat finds it.
    pub fn address(&self, public: Option<&Url>) -> Result<String, NoAddress> {
        match self {
            Self::At(url) => Ok(url.to_string()),
            Self::Ours(name) => {
                let base = public.ok_or(NoAddress)?.as_str().trim_end_matches('/');
                Ok(format!("{base}{PICTURES_AT}{name}.png"))
            }
        }
    }
}

impl FromStr for Image {
    type Err = NoImage;

    fn from_str(text: &str) -> Result<Self, NoImage> {
        if let Some(picture) = picture(text) {
            return Ok(Self::Ours(picture.name));
        }
        let url = text.parse().map_err(|_| NoImage(text.to_owned()))?;
        Ok(Self::At(url))
    }
}

impl fmt::Display for Image {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ours(name) => f.write_str(name),
            Self::At(url) => url.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_of_one_size_and_small() {
        for Picture { name, png } in PICTURES {
            assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n", "{name}");
            let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
            assert_eq!((number(16), number(20)), (400, 200), "{name}");
            assert!(png.len() < 15_000, "{name}");
        }
    }

    #[test]
    fn there_is_one_of_each_kind() {
        for kind in crate::rewards::ItemKind::ALL {
            assert!(picture(kind.as_str()).is_some(), "{kind}");
        }
    }

    #[test]
    fn ours_have_names_and_the_others_an_address() {
        let public: Url = "https://plaudit.example.com/".parse().unwrap();
        let ours: Image = "coffee".parse().unwrap();
        assert_eq!(
            ours.address(Some(&public)).unwrap(),
            "https://plaudit.example.com/rewards/images/coffee.png"
        );
        let shown = ours.address(Some(&public)).unwrap();
        assert_eq!(picture_at(&shown).map(|it| it.name), Some("coffee"));
        assert!(picture_at("https://x.example/mug.png").is_none());
        assert_eq!(ours.address(None), Err(NoAddress));
        let other: Image = "https://x.example/mug.png".parse().unwrap();
        assert_eq!(other.address(None).unwrap(), "https://x.example/mug.png");
        for typed in ["tea", "http://x.example/mug.png", "javascript:alert(1)"] {
            typed.parse::<Image>().unwrap_err();
        }
    }
}
