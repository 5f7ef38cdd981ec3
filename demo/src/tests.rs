//! The story that the demo tells, at any day of a month.

use std::path::PathBuf;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use plaudit::app::{App, Running, Stop};
use plaudit::clock::Clock;
use plaudit::config::ServeSettings;
use plaudit::database::private::Scratch;
use plaudit::database::{connect, migrate};
use plaudit::fulfilment::{Account, Wanted};
use plaudit::ids::WorkspaceId;
use plaudit::rewards::{Fulfilment, catalog};
use plaudit::server;
use plaudit::settings;
use sqlx::AssertSqlSafe;
use sqlx::postgres::PgConnectOptions;
use tokio::net::TcpListener;

use super::past::CHANNEL;
use super::stage::Stage;

/// Days that not every month has, and a month that ends before the story does.
const DAYS: [&str; 5] = [
    "2026-01-31T12:00:00Z",
    "2028-02-29T12:00:00Z",
    "2027-03-01T00:00:00Z",
    "2026-11-30T23:59:58Z",
    "2026-12-31T23:59:30Z",
];

/// What people gave in the past, and give on both pages.
const GIVEN: i64 = 84 + 3 + 3;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_is_the_same_at_any_day_of_a_month() {
    let binaries = std::env::var_os("PLAUDIT_PG_BIN").map(PathBuf::from);
    let server = Scratch::start(binaries).await.unwrap();
    let own = connect(server.connect_options(), 1).await.unwrap();
    for (n, day) in DAYS.iter().enumerate() {
        let name = format!("story{n}");
        let create = format!("CREATE DATABASE {name}");
        sqlx::query(AssertSqlSafe(create))
            .execute(&own)
            .await
            .unwrap();
        tell(
            server.connect_options().database(&name),
            day.parse().unwrap(),
        )
        .await;
    }
    own.close().await;
    server.stop().await;
}

/// Tells it from an instant on, by a clock that goes five times as fast as the machine's.
async fn tell(database: PgConnectOptions, at: Timestamp) {
    let clock = Clock::set_to(at);
    let goes = clock.clone();
    let ticks = tokio::spawn(async move {
        loop {
            tokio::time::sleep(Duration::from_millis(20)).await;
            goes.advance(SignedDuration::from_millis(100));
        }
    });
    let any = "127.0.0.1:0".parse().unwrap();
    let stage = Stage::set(any, any, &clock).await.unwrap();
    let pool = connect(database.clone(), 8).await.unwrap();
    migrate(&pool).await.unwrap();
    let serve = ServeSettings {
        slack: Some(stage.slack_settings().unwrap()),
        teams: stage.teams_settings(),
        sealer: Some(super::key::of_this_demo()),
        providers: stage.providers().unwrap(),
        ..ServeSettings::default()
    };
    let app = App::new(pool, &database, clock, serve);
    let (app, lanes) = app.unwrap();
    let running = Running::start(&app, lanes).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let stop = Stop::default();
    let router = server::router(app.clone());
    tokio::spawn(server::serve(listener, router, stop.token()));
    stage.connect(&format!("http://{address}/"));

    super::seed(&app, &stage, "http://127.0.0.1/")
        .await
        .unwrap();
    let given: i64 = sqlx::query_scalar("SELECT count(*) FROM kudos WHERE boosted IS NULL")
        .fetch_one(&app.pool)
        .await
        .unwrap();
    assert_eq!(given, GIVEN, "{at}");
    let codes: i64 = sqlx::query_scalar("SELECT stock FROM reward_item WHERE fulfilment = 'codes'")
        .fetch_one(&app.pool)
        .await
        .unwrap();
    assert_eq!(codes, 20, "{at}");
    let alike =
        "SELECT count(*) - count(DISTINCT image_url) FROM reward_item WHERE kind = 'merchandise'";
    let alike: i64 = sqlx::query_scalar(alike)
        .fetch_one(&app.pool)
        .await
        .unwrap();
    assert_eq!(alike, 0, "things look like themselves");
    let told = "SELECT count(*) FROM reward_item WHERE fulfilment = 'webhook'";
    let told: i64 = sqlx::query_scalar(told).fetch_one(&app.pool).await.unwrap();
    assert_eq!(told, 1, "{at}");
    for provider in Fulfilment::PROVIDERS {
        is_sold(&app, provider).await;
    }
    // Nobody has spent on the past what they give before the visitor's eyes.
    let here = stage.slack.messages(CHANNEL);
    let announced = here
        .iter()
        .filter(|it| it.by_app && it.visible_to.is_none());
    assert_eq!(announced.count(), 3, "{at}");
    assert_eq!(stage.slack.complaints(), Vec::<String>::new());
    assert_eq!(stage.teams.complaints(), Vec::<String>::new());
    stop.tell();
    running.finish(app, &stop).await;
    ticks.abort();
}

/// The account lets the server in, and whatever may be redeemed of its item is sold there.
async fn is_sold(app: &App, provider: Fulfilment) {
    let mut conn = app.pool.acquire().await.unwrap();
    let workspace: WorkspaceId = sqlx::query_scalar("SELECT id FROM workspace")
        .fetch_one(&mut *conn)
        .await
        .unwrap();
    let settings = settings::load(&mut conn, workspace).await.unwrap();
    let items = catalog::list(&mut conn, workspace, false).await.unwrap();
    let mut items = items.into_iter().map(|it| it.offer);
    let offer = items.find(|it| it.fulfilment == provider).unwrap();
    let voucher = offer.voucher.unwrap();
    let account: &dyn Account = app.fulfiller.services.account(provider).unwrap();
    let wanted = Wanted {
        country: None,
        currency: Some(voucher.currency),
    };
    let products = account.products(&wanted).await.unwrap();
    let product = products.iter().find(|it| it.id == voucher.product).unwrap();
    let rate = settings.provider_rates.of(voucher.currency).unwrap();
    let least = offer.price.least();
    let all = least..=offer.price.most().unwrap_or(least);
    for points in all.filter(|points| offer.price.accepts(*points)) {
        let value = rate.of_points(points).unwrap();
        assert!(product.sells(value), "{points} points are {value}");
    }
}
