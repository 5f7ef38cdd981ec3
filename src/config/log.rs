//! What is logged, and how.

use clap::{Args, ValueEnum};

/// What is logged, and how.
#[derive(Args, Clone, Debug)]
pub struct LogConfig {
    /// How much: error, warn, info, debug, trace, or per module as plaudit=debug,sqlx=warn
    #[arg(
        long = "log",
        env = "PLAUDIT_LOG",
        default_value = "info",
        global = true
    )]
    pub filter: String,
    /// For people or for machines
    #[arg(
        id = "log_format",
        long = "log-format",
        env = "PLAUDIT_LOG_FORMAT",
        default_value = "text",
        global = true
    )]
    pub format: LogFormat,
}

/// For people or for machines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// A line each.
    Text,
    /// A JSON object each.
    Json,
}
