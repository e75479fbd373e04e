//! Complete calls a second of two phones under virtual time.

use serde_json::json;

use super::Row;

pub(super) fn measure() -> Vec<Row> {
    let result = crate::bench::run(5_000);
    let rate = result.calls_per_second();
    vec![Row::new(
        "SIP calls of two phones in the simulator, one core",
        format!("{rate:.0} calls/s"),
        ">= 5,000 calls/s",
        rate >= 5_000.0,
        json!({ "calls_per_second": rate, "calls": result.calls }),
    )]
}
