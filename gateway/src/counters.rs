//! What happened so far, as Prometheus reads it (text exposition format 0.0.4).

use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};

/// One number that only grows.
#[derive(Debug, Default)]
pub struct Counter(AtomicU64);

impl Counter {
    /// Adds one.
    pub fn increment(&self) {
        self.add(1);
    }

    /// Adds `count`.
    pub fn add(&self, count: u64) {
        self.0.fetch_add(count, Ordering::Relaxed);
    }

    /// Returns the number.
    pub fn get(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

macro_rules! counters {
    ($($metric:literal $help:literal {
        $($(#[$meta:meta])* $field:ident $labels:literal,)*
    })*) => {
        /// Every counter of one gateway.
        #[derive(Debug, Default)]
        pub struct Counters {
            $($($(#[$meta])* #[doc = concat!("`", $metric, "{", $labels, "}`: ", $help)] pub $field: Counter,)*)*
        }

        impl Counters {
            /// Returns all counters as text for Prometheus.
            pub fn render(&self) -> String {
                let mut text = String::new();
                $(
                    head(&mut text, $metric, $help, "counter");
                    $(line(&mut text, $metric, $labels, self.$field.get());)*
                )*
                text
            }
        }
    };
}

counters! {
    "hookswitch_links_total" "Links opened." {
        links_opened "how=\"new\"",
        links_resumed "how=\"resumed\"",
        links_taken_over "how=\"taken_over\"",
        links_restored "how=\"restored\"",
    }
    "hookswitch_links_ended_total" "Links ended." {
        ended_goodbye "why=\"goodbye\"",
        ended_expired "why=\"expired\"",
    }
    "hookswitch_links_refused_total" "Links refused." {
        refused_version "reason=\"version\"",
        refused_enrolment "reason=\"enrolment\"",
        refused_busy "reason=\"busy\"",
        refused_malformed "reason=\"malformed\"",
        refused_origin "reason=\"origin\"",
    }
    "hookswitch_connections_refused_total" "TCP connections refused for a limit." {
        connections_refused "",
    }
    "hookswitch_messages_total" "Messages on links." {
        messages_in "direction=\"in\"",
        messages_out "direction=\"out\"",
    }
    "hookswitch_messages_malformed_total" "Messages that could not be read; the WebSocket was closed." {
        messages_malformed "",
    }
    "hookswitch_requests_total" "Requests of phones." {
        requests_done "result=\"done\"",
        requests_failed "result=\"failed\"",
        requests_not_allowed "result=\"not_allowed\"",
        requests_limited "result=\"limited\"",
    }
    "hookswitch_datagrams_total" "Datagrams relayed." {
        sip_in "kind=\"sip\",direction=\"to_phone\"",
        sip_out "kind=\"sip\",direction=\"from_phone\"",
        media_in "kind=\"media\",direction=\"to_phone\"",
        media_out "kind=\"media\",direction=\"from_phone\"",
    }
    "hookswitch_datagram_bytes_total" "Bytes in datagrams relayed." {
        sip_in_bytes "kind=\"sip\",direction=\"to_phone\"",
        sip_out_bytes "kind=\"sip\",direction=\"from_phone\"",
        media_in_bytes "kind=\"media\",direction=\"to_phone\"",
        media_out_bytes "kind=\"media\",direction=\"from_phone\"",
    }
    "hookswitch_dropped_total" "Datagrams dropped." {
        drop_source "reason=\"source\"",
        drop_not_connected "reason=\"not_connected\"",
        drop_not_allowed "reason=\"not_allowed\"",
        drop_no_path "reason=\"no_path\"",
        drop_full "reason=\"full\"",
        drop_backlog "reason=\"backlog\"",
        drop_unknown_socket "reason=\"unknown_socket\"",
        drop_limit "reason=\"limit\"",
        drop_too_long "reason=\"too_long\"",
        drop_io "reason=\"io\"",
    }
    "hookswitch_streams_total" "TCP and TLS connections for phones." {
        streams_opened "result=\"opened\"",
        streams_failed "result=\"failed\"",
    }
    "hookswitch_streams_ended_total" "TCP and TLS connections that ended without the phone's will." {
        streams_ended "",
    }
    "hookswitch_stream_bytes_total" "Bytes on TCP and TLS connections." {
        stream_in_bytes "direction=\"to_phone\"",
        stream_out_bytes "direction=\"from_phone\"",
    }
    "hookswitch_media_sessions_total" "WebTransport sessions." {
        media_sessions "result=\"attached\"",
        media_sessions_refused "result=\"refused\"",
    }
    "hookswitch_fetches_total" "Files asked for, by how it ended." {
        fetches_done "result=\"done\"",
        fetches_not_modified "result=\"not_modified\"",
        fetches_failed "result=\"failed\"",
    }
    "hookswitch_fetched_bytes_total" "Bytes of files fetched for phones." {
        fetched_bytes "",
    }
    "hookswitch_dhcp_total" "Questions about DHCP options." {
        dhcp_answered "result=\"answered\"",
        dhcp_failed "result=\"failed\"",
    }
    "hookswitch_time_total" "Questions to time servers." {
        time_answered "result=\"answered\"",
        time_failed "result=\"failed\"",
    }
}

/// Writes a number that goes up and down, with its head.
pub(crate) fn gauge(text: &mut String, metric: &str, help: &str, values: &[(&str, u64)]) {
    head(text, metric, help, "gauge");
    for (labels, value) in values {
        line(text, metric, labels, *value);
    }
}

fn head(text: &mut String, metric: &str, help: &str, kind: &str) {
    // Writing to a String has no failure.
    let _ = writeln!(text, "# HELP {metric} {help}\n# TYPE {metric} {kind}");
}

fn line(text: &mut String, metric: &str, labels: &str, value: u64) {
    let _ = if labels.is_empty() {
        writeln!(text, "{metric} {value}")
    } else {
        writeln!(text, "{metric}{{{labels}}} {value}")
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counters_are_rendered_with_their_labels() {
        let counters = Counters::default();
        counters.drop_source.add(3);
        counters.fetched_bytes.increment();
        let text = counters.render();
        assert!(text.contains("# TYPE hookswitch_dropped_total counter\n"), "{text}");
        assert!(text.contains("hookswitch_dropped_total{reason=\"source\"} 3\n"), "{text}");
        assert!(text.contains("hookswitch_fetched_bytes_total 1\n"), "{text}");
    }
}
