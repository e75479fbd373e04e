//! Prints calls per second of two phones in the simulator as a line of JSON; the argument is the
//! number of calls.
#![allow(clippy::print_stdout, reason = "its output is the result")]

fn main() {
    let calls = std::env::args().nth(1).and_then(|calls| calls.parse().ok()).unwrap_or(5_000);
    let result = hookswitch_tests::bench::run(calls);
    println!(
        "{{\"calls\": {}, \"cpu_seconds\": {:.3}, \"seconds\": {:.3}, \
         \"calls_per_second\": {:.0}, \"sip_datagrams_per_call\": {}}}",
        result.calls,
        result.cpu_seconds,
        result.seconds,
        result.calls_per_second(),
        result.datagrams / u64::from(result.calls.max(1)),
    );
}
