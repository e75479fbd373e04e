//! The configuration file: what is accepted, and how errors name their place.

use std::path::Path;
use std::process::Command;

use hookswitch_gateway::Config;

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let problems = match Config::parse(text, Path::new("")) {
        Ok(_) => Vec::new(),
        Err(problems) => problems.iter().map(ToString::to_string).collect(),
    };
    assert_eq!(problems.len(), expected.len(), "{problems:?}");
    for (problem, expected) in problems.iter().zip(expected) {
        assert!(problem.starts_with(expected), "{problem:?} does not begin with {expected:?}");
    }
}

const ENROL: &str = "[enrolment]\ntokens = ['0123456789abcdef']\n";

#[test]
fn problems_name_place_and_key() {
    check(ENROL, &[]);
    check("", &[" enrolment: no phone can enrol"]);
    check("[http]\nlisten = 5\n", &["2:10: http.listen: invalid type: integer `5`"]);
    check("[htpt]\n", &["1:2: htpt: unknown field `htpt`"]);
    check("[http]\n\n  port = 80\n", &["3:3: http.port: unknown field `port`"]);
    check("[http\n", &["1:6: "]);
    check(
        "[policy]\nsip = [\n  { network = '10.0.0.0/8' },\n  { network = '10.0.0.0/80' },\n]\n",
        &["4:15: policy.sip[1].network: "],
    );
    check("[sockets]\nsip_ports = '5080-5060'\n", &["2:13: sockets.sip_ports: invalid value"]);
    let text = "[http]\norigins = ['https://a.example', 'b.example/']\n";
    check(&format!("{ENROL}{text}"), &["4:33: http.origins[1]: an origin is"]);
    let text = "[configuration]\nurl = 'https://prov.example/<MAC>.cfg'\n";
    check(&format!("{ENROL}{text}"), &["4:1: configuration.url: prov.example:443 is not in"]);
    let text = "[http.tls]\ncertificate = 'none.pem'\nkey = 'none.key'\n";
    let expected = ["4:1: http.tls.certificate: none.pem: ", "5:1: http.tls.key: none.key: "];
    check(&format!("{ENROL}{text}"), &expected);
    check("[enrolment]\ntokens = ['short']\n", &["2:11: enrolment.tokens[0]: a token has 16"]);
    check(
        "[http]\nlisten = '0.0.0.0:80'\n[enrolment]\nopen = true\n",
        &["4:1: enrolment.open: phones without a token"],
    );
}

#[test]
fn a_host_of_the_url_that_the_policy_knows_is_accepted() {
    let text = "[policy]\nhosts = [{ name = 'prov.example' }]\n\
                [configuration]\nurl = 'https://prov.example/<MODEL>/<MAC>.cfg'\n";
    check(&format!("{ENROL}{text}"), &[]);
}

#[test]
fn sections_about_the_network_are_checked() {
    let with = |text: &str| format!("{ENROL}{text}");
    check(&with("[dhcp]\ninterface = 'eth0'\n"), &[]);
    check(&with("[dhcp.options]\n160 = 'tftp://a'\n43 = { hex = '0104' }\n"), &[]);
    check(
        &with("[dhcp]\ninterface = 'eth0'\n[dhcp.options]\n66 = 'a'\n"),
        &["5:7: dhcp.options: either interface or options"],
    );
    check(&with("[dhcp]\ninterface = 'a/b'\n"), &["4:1: dhcp.interface: not the name"]);
    check(&with("[dhcp.options]\n66 = ''\n"), &["4:1: dhcp.options.66: is empty"]);
    check(&with("[dhcp.options]\n43 = { hex = '012' }\n"), &["4:6: dhcp.options.43: "]);
    check(&with("[dhcp.options]\n255 = 'a'\n"), &["4:1: dhcp.options.255: invalid value"]);
    check(&with("[resolver]\nservers = ['10.0.0.1', '[::1]:5353']\n"), &[]);
    check(&with("[resolver]\nservers = ['ns.example']\n"), &["4:11: resolver.servers[0]: not an"]);
    check(&with("[resolver]\nsearch = ['a.example']\n"), &["4:1: resolver.search: only with"]);
    check(&with("[policy]\ntime = [{ name = 'a b' }]\n"), &["4:11: policy.time[0].name: not a"]);
    check(&with("[limits]\nfetch_silence_s = 26\n"), &["4:1: limits.fetch_silence_s: at most"]);
    check(&with("[limits]\nfile_bytes = 99999999\n"), &["4:1: limits.file_bytes: at most"]);
    let url = "[policy]\nhosts = [{ name = 'prov.example' }]\n\
               [configuration]\nurl = 'tftp://prov.example/<MAC>.cfg'\n";
    check(&with(url), &[]);
    check(
        &with("[configuration]\nkey_file = 'none.key'\n"),
        &["4:1: configuration.key_file: none"],
    );
    check(&with("[configuration]\nurl = 'gopher://a/b'\n"), &["4:1: configuration.url: only tftp"]);
}

#[test]
fn tokens_do_not_show_in_debug_output() {
    let config = Config::parse(ENROL, Path::new("")).expect("it can be used");
    assert!(!format!("{config:?}").contains("0123456789abcdef"));
}

#[test]
fn the_example_is_accepted_by_check() {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("gateway.example.toml");
    let output = Command::new(env!("CARGO_BIN_EXE_hookswitch"))
        .args(["serve", "--check", "--config"])
        .arg(&example)
        .output()
        .expect("the program runs");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{stderr}");
    let stdout = String::from_utf8_lossy(&output.stdout);
    assert!(stdout.contains("can be used"), "{stdout}");
}

#[test]
fn check_fails_with_file_line_and_key() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let path = directory.path().join("bad.toml");
    std::fs::write(&path, "[http]\nlisten = 'nowhere'\n").expect("it can be written");
    let output = Command::new(env!("CARGO_BIN_EXE_hookswitch"))
        .args(["serve", "--check", "--config"])
        .arg(&path)
        .output()
        .expect("the program runs");
    assert!(!output.status.success());
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(stderr.contains("bad.toml:2:10: http.listen: "), "{stderr}");
}
