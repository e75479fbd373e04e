//! What a page's workers do with their time, from the browser's own trace.

use std::collections::BTreeSet;
use std::time::Duration;

use chromiumoxide::cdp::browser_protocol::tracing::{
    EndParams, EventDataCollected, EventTracingComplete, StartParams, TraceConfig,
};
use futures::StreamExt;
use serde_json::Value;

use super::Tab;

impl Tab {
    /// Returns how long the longest task of a worker took while `work` was done, in ms.
    #[track_caller]
    pub fn longest_worker_task_ms(&self, work: impl FnOnce()) -> f64 {
        let (page, runtime) = self.inner();
        let config = TraceConfig::builder().included_categories(["toplevel", "__metadata"]);
        let start = StartParams::builder().trace_config(config.build()).build();
        let (mut parts, mut complete) = runtime.block_on(async {
            let parts = page.event_listener::<EventDataCollected>().await;
            let complete = page.event_listener::<EventTracingComplete>().await;
            page.execute(start).await.expect("the browser traces");
            (parts.expect("a listener"), complete.expect("a listener"))
        });
        work();
        let events: Vec<Value> = runtime.block_on(async {
            page.execute(EndParams::default()).await.expect("the browser traces");
            let ended = tokio::time::timeout(Duration::from_secs(30), complete.next()).await;
            ended.expect("the trace ends");
            let mut events = Vec::new();
            // What was sent before the end is here.
            while let Ok(Some(part)) =
                tokio::time::timeout(Duration::from_millis(200), parts.next()).await
            {
                events.extend(part.value.iter().cloned());
            }
            events
        });
        let thread = |event: &Value| (event["pid"].as_u64(), event["tid"].as_u64());
        let workers: BTreeSet<_> = events
            .iter()
            .filter(|event| event["name"] == "thread_name")
            .filter(|event| event["args"]["name"].as_str().is_some_and(|n| n.contains("Worker")))
            .map(thread)
            .collect();
        let tasks = events.iter().filter(|event| workers.contains(&thread(event)));
        tasks.filter_map(|event| event["dur"].as_f64()).fold(0.0, f64::max) / 1_000.0
    }
}
