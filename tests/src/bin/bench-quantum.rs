//! Prints the cost of one render quantum with a call up as a line of JSON; the argument is the
//! number of quanta.
#![allow(clippy::print_stdout, reason = "its output is the result")]

fn main() {
    let quanta = std::env::args().nth(1).and_then(|quanta| quanta.parse().ok()).unwrap_or(50_000);
    let cost = hookswitch_tests::quantum::measure(quanta);
    println!(
        "{{\"quanta\": {}, \"p50_us\": {:.2}, \"p99_us\": {:.2}, \"worst_us\": {:.2}, \
         \"quantum_us\": {:.1}, \"p99_share\": {:.5}}}",
        cost.quanta,
        cost.p50_us,
        cost.p99_us,
        cost.worst_us,
        cost.quantum_us,
        cost.p99_us / cost.quantum_us,
    );
}
