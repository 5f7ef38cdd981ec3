//! Who received and gave most, by calendar period.
