//! How long data have been kept, and how they are thrown away.

use std::fs;
use std::io::ErrorKind;

use jiff::Timestamp;

use super::account::Account;
use super::home::Home;
use super::lock::{Holder, Lock};
use super::{Options, StartError, running};

impl Options {
    /// Since when there are data in the directory; nothing where there are none.
    pub fn kept_since(&self) -> Option<Timestamp> {
        // Written when the data are made, and never again.
        let made = self.directory.join("postgres/PG_VERSION");
        let modified = fs::metadata(made).and_then(|file| file.modified()).ok()?;
        Timestamp::try_from(modified).ok()
    }

    /// Throws the data away, unless a process works with them.
    pub async fn throw_data_away(&self) -> Result<(), StartError> {
        let home = Home::open(self)?;
        let _lock = Lock::take(&home, Holder::Command).await?;
        let account = Account::choose(&home).await?;
        running::clear(&home, &account).await?;
        let cluster = home.cluster();
        match fs::remove_dir_all(&cluster) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                Err(StartError::io("remove", &cluster)(error))
            }
            _ => Ok(()),
        }
    }
}
