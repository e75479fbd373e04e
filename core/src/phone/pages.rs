//! What the pages show that are about setting up: provisioning, the network, the accounts.

use core::net::Ipv4Addr;

use super::Phone;
use super::host::{Dhcp, option};
use super::settings::LineSettings;
use super::status::{Row, row};
use super::update::Outcome;
use crate::provisioning;

/// Returns why the menu of the administrator stays closed.
pub(super) fn locked_rows() -> Vec<Row> {
    vec![
        row("No password is set.", ""),
        row("Set system/password in the phone's configuration to open this menu.", ""),
    ]
}

impl Phone {
    /// Returns how the configuration came here, and when the phone looks for another.
    pub(super) fn provisioning_rows(&self) -> Vec<Row> {
        let stamp = |at| self.clock.stamp(at);
        let result = match (self.update.ended, self.update.outcome) {
            (None, _) => "None yet",
            (_, Outcome::Nothing) => "Nothing found",
            (_, Outcome::Unchanged) => "Up to date",
            (_, Outcome::Changed) => "New settings",
            (_, Outcome::Waits) => "New settings wait",
        };
        let report = self.provisioner.report();
        let mut rows = vec![row("Last check", self.update.ended.map_or_else(String::new, stamp))];
        rows.push(row("Result", result));
        rows.extend(
            report.failure().filter(|_| self.update.ended.is_some()).map(|why| row(why, "")),
        );
        let source = &self.setup.source;
        rows.push(row(if source.is_empty() { "No configuration" } else { source }, ""));
        let next = self.provisioner.next_check().and_then(|at| self.wall_at(at));
        rows.push(row("Next check", next.map_or_else(|| "At the next start".to_owned(), stamp)));
        for attempt in &report.attempts {
            let (text, why) = match &attempt.outcome {
                provisioning::Outcome::Absent(why) => ("Nothing there", why.as_str()),
                provisioning::Outcome::Worked => ("Worked", ""),
                provisioning::Outcome::Failed(why) => ("Failed", why.as_str()),
            };
            rows.push(row(&attempt.method.to_string(), text));
            rows.extend((!why.is_empty()).then(|| row(why, "")));
        }
        rows.extend(report.missing.iter().map(|missing| row(missing, "")));
        rows
    }

    /// Returns what DHCP tells, for the network status.
    pub(super) fn dhcp_rows(&self) -> Vec<Row> {
        match &self.dhcp {
            Dhcp::Unknown => vec![row("DHCP", "No answer yet")],
            Dhcp::Silent(why) => vec![row("DHCP", "None"), row(why, "")],
            Dhcp::Told(options) => {
                let mut rows = vec![row("DHCP", options.source.clone())];
                rows.extend(self.lan_rows().into_iter().filter(|(_, value)| !value.is_empty()));
                let servers = self.dhcp.time_servers();
                rows.extend(servers.iter().map(|server| row("Time server", server.to_string())));
                let codes = options.options.iter().map(|(code, _)| code.to_string());
                rows.push(row("DHCP options", codes.collect::<Vec<_>>().join(" ")));
                rows
            }
        }
    }

    /// Returns the network as it is set up (manual 13.1.1), as far as anybody tells.
    pub(super) fn network_settings_rows(&self) -> Vec<Row> {
        let connection = match &self.dhcp {
            Dhcp::Told(_) => "Automatic IP (DHCP)",
            Dhcp::Unknown | Dhcp::Silent(_) => "",
        };
        let ip = self.setup.local().map_or_else(String::new, |local| local.ip().to_string());
        let mut rows = vec![row("LAN Connection Type", connection), row("IP Address", ip)];
        rows.extend(self.lan_rows());
        for (_, value) in &mut rows {
            if value.is_empty() {
                "Unknown".clone_into(value);
            }
        }
        rows.push(row("Set by the operating system of the gateway's computer.", ""));
        rows
    }

    /// Returns the accounts, one row each.
    pub(super) fn accounts_rows(&self) -> Vec<Row> {
        let lines = self.account_lines().filter_map(|index| {
            let line = self.lines.get(usize::from(index))?;
            Some(row(&format!("{} {}", index + 1, line.label()), &line.settings.description))
        });
        lines.collect()
    }

    /// Returns the lines that have an account.
    pub(super) fn account_lines(&self) -> impl Iterator<Item = u8> {
        let lines = (0_u8..).zip(&self.lines);
        lines.filter(|(_, line)| line.settings.enabled).map(|(index, _)| index)
    }

    /// Returns an account (manual 21.1); its password is not shown.
    pub(super) fn account_rows(&self, line: u8) -> Vec<Row> {
        let Some(line) = self.lines.get(usize::from(line)) else { return Vec::new() };
        let LineSettings { id, description, extension, auth_name, auth_password, .. } =
            &line.settings;
        let password = match auth_password.expose() {
            // The manual's default is as good as none.
            "" | "0" => "Not set",
            _ => "****",
        };
        let proxy = self.settings.sip.home();
        let proxy = proxy.map_or_else(String::new, |home| home.to_string());
        vec![
            row("User ID", id),
            row("Display Name", description),
            row("Label", extension),
            row("Authentication Name", auth_name),
            row("Authentication Password", password),
            row("SIP Proxy Address", proxy),
        ]
    }

    fn lan_rows(&self) -> Vec<Row> {
        let addresses = |code| {
            let addresses = self.dhcp.addresses(code).into_iter();
            addresses.map(|address| Ipv4Addr::to_string(&address))
        };
        let first = |code| addresses(code).next().unwrap_or_default();
        let mut servers = addresses(option::NAME_SERVERS);
        vec![
            row("Netmask", first(option::NETMASK)),
            row("Gateway Address", first(option::ROUTER)),
            row("Primary DNS", servers.next().unwrap_or_default()),
            row("Secondary DNS", servers.next().unwrap_or_default()),
            row("Domain Name", self.dhcp.text(option::DOMAIN_NAME)),
        ]
    }
}
