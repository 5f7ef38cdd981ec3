//! What people type, where, and what happens: on both platforms, in three languages.

mod currency;
mod edits;
mod proposals;
mod scene;
mod subtypes;
mod table;

use scene::{Scene, Where};
use table::TABLE;

/// Every line of the table, in every place it names. Readers take turns.
async fn holds(places: &[Where]) {
    let scene = Scene::new().await;
    let mut turns = (0..3).cycle();
    for (typed, wheres, happens) in TABLE {
        for place in wheres.iter().filter(|place| places.contains(place)) {
            for reader in scene::readers(happens, &mut turns) {
                scene.tries(typed, *place, reader, happens).await;
            }
        }
    }
    scene.finish().await;
}

#[tokio::test]
async fn the_table_holds_after_the_command() {
    Box::pin(holds(&[Where::Command])).await;
}

#[tokio::test]
async fn the_table_holds_in_messages_to_the_bot() {
    Box::pin(holds(&[Where::ToBot])).await;
}

#[tokio::test]
async fn the_table_holds_alone_with_the_bot() {
    Box::pin(holds(&[Where::Alone])).await;
}

#[tokio::test]
async fn the_table_holds_where_the_bot_overhears() {
    Box::pin(holds(&[Where::Overheard])).await;
}
