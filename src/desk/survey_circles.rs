//! Asking the platforms who is in the channels and user groups that surveys go by, before anybody is asked.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio_util::sync::CancellationToken;

use super::Desk;
use super::lookup::{Failed, Question};
use crate::chat::Port;
use crate::clock::{about, later};
use crate::explained::explained;
use crate::people;
use crate::surveys::{self, Circle};
use crate::vitals::Pulse;

/// How often it is looked whether there is anything to ask.
const POLL: Duration = Duration::from_secs(2);

/// How long what a platform does not tell is left alone.
const PATIENCE: SignedDuration = SignedDuration::from_mins(5);

/// Asks, as long as the process lives.
pub struct AskingForCircles<P> {
    /// The desk.
    pub desk: Desk,
    /// The platforms.
    pub port: Arc<P>,
}

impl<P: Port + 'static> AskingForCircles<P> {
    /// Asks until told to stop.
    pub async fn run(self, stop: CancellationToken, pulse: Pulse) {
        let mut resting = BTreeMap::new();
        while !stop.is_cancelled() {
            pulse.beat();
            if let Err(error) = self.ask_for_all(&mut resting).await {
                tracing::warn!(
                    error = explained(&error),
                    "it is not known whom surveys would ask"
                );
            }
            tokio::select! {
                () = stop.cancelled() => {}
                () = tokio::time::sleep(about(POLL)) => {}
            }
        }
    }

    /// Asks about each that has not been told of lately. `resting` is until when others are left alone.
    async fn ask_for_all(
        &self,
        resting: &mut BTreeMap<Circle, Timestamp>,
    ) -> Result<(), sqlx::Error> {
        let now = self.desk.clock.now();
        resting.retain(|_, until| *until > now);
        let mut conn = self.desk.pool.acquire().await?;
        let circles = surveys::circles_to_ask_about(&mut conn, now).await?;
        drop(conn);
        for circle in circles {
            if resting.contains_key(&circle) {
                continue;
            }
            // What one does not tell is no reason not to ask for the others.
            let until = match self.ask_for(&circle).await {
                Ok(()) => continue,
                Err(Failed::Paused { until }) => until,
                Err(error) => {
                    tracing::warn!(
                        survey.circle = %circle,
                        error = explained(&error),
                        "it is not known who is in a circle that a survey asks"
                    );
                    later(now, PATIENCE)
                }
            };
            resting.insert(circle, until);
        }
        Ok(())
    }

    async fn ask_for(&self, circle: &Circle) -> Result<(), Failed> {
        let Some(place) = circle.place() else {
            return Ok(());
        };
        let (desk, through) = (&self.desk, place.installation());
        let told = match circle {
            Circle::Channel(_) => {
                let answer = self.port.members(&place);
                desk.answer_to(&through, Question::Members, answer).await?
            }
            Circle::Group(_) => {
                let answer = self.port.group(&through, &place.channel);
                desk.answer_to(&through, Question::Group, answer).await?
            }
        };
        let Some(users) = told else {
            return Err(Failed::Platform("it does not tell".to_owned()));
        };
        let mut conn = desk.pool.acquire().await?;
        let now = desk.clock.now();
        people::record_list(&mut conn, &through, &place.channel, &users, now).await?;
        Ok(())
    }
}
