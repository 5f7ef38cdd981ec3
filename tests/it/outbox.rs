//! What leaves for the platform: in order, at its pace, and never lost.

mod aside;
mod changes;
mod conversations;
mod failures;
mod leases;
mod order;
mod scene;
mod secrets;
mod stops;
mod weights;
