//! What is logged, and how.

use clap::{Args, ValueEnum};

/// What is logged, and how.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Log")]
pub struct LogConfig {
    /// How much: error, warn, info, debug, trace, or per module as plaudit=debug,sqlx=warn
    #[arg(
        long = "log",
        env = "PLAUDIT_LOG",
        value_name = "LEVEL",
        default_value = "info",
        global = true
    )]
    pub filter: String,
    /// For people or for machines
    #[arg(
        id = "log_format",
        long = "log-format",
        env = "PLAUDIT_LOG_FORMAT",
        value_name = "FORMAT",
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
