//! What the pages show that are about setting up: provisioning, the network, the accounts.

use core::net::Ipv4Addr;

use super::Phone;
use super::host::{Dhcp, option};
use super::settings::LineSettings;
use super::status::{Row, alone, row};
use super::update::Outcome;
use crate::language::Text;
use crate::provisioning;

/// Returns why the menu of the administrator stays closed.
pub(super) fn locked_rows() -> Vec<Row> {
    vec![alone(Text::NoPasswordIsSet), alone(Text::SetPassword)]
}

impl Phone {
    /// Returns how the configuration came here, and when the phone looks for another.
    pub(super) fn provisioning_rows(&self) -> Vec<Row> {
        let stamp = |at| self.clock.stamp(at);
        let result = match (self.update.ended, self.update.outcome) {
            (None, _) => Text::NoneYet,
            (_, Outcome::Nothing) => Text::NothingFound,
            (_, Outcome::Unchanged) => Text::UpToDate,
            (_, Outcome::Changed) => Text::NewSettings,
            (_, Outcome::Waits) => Text::NewSettingsWait,
        };
        let report = self.provisioner.report();
        let mut rows = vec![row(Text::LastCheck, self.update.ended.map(stamp).unwrap_or_default())];
        rows.push(row(Text::Result, result));
        rows.extend(report.failure().filter(|_| self.update.ended.is_some()).map(alone));
        let source = &self.setup.source;
        rows.push(alone(if source.is_empty() {
            Text::NoConfiguration
        } else {
            Text::from(source)
        }));
        let next = self.provisioner.next_check().and_then(|at| self.wall_at(at));
        rows.push(row(Text::NextCheck, next.map_or(Text::AtNextStart, stamp)));
        for attempt in &report.attempts {
            let (text, why) = match &attempt.outcome {
                provisioning::Outcome::Absent(why) => (Text::NothingThere, why.clone()),
                provisioning::Outcome::Worked => (Text::Worked, Text::NOTHING),
                provisioning::Outcome::Failed(why) => (Text::Failed, Text::from(why)),
            };
            rows.push(row(attempt.method.text(), text));
            rows.extend((!why.is_empty()).then(|| alone(why)));
        }
        rows.extend(report.missing.iter().map(alone));
        rows
    }

    /// Returns what DHCP tells, for the network status.
    pub(super) fn dhcp_rows(&self) -> Vec<Row> {
        match &self.dhcp {
            Dhcp::Unknown => vec![row(Text::verbatim("DHCP"), Text::NoAnswerYet)],
            Dhcp::Silent(why) => vec![row(Text::verbatim("DHCP"), Text::None), alone(why)],
            Dhcp::Told(options) => {
                let mut rows = vec![row(Text::verbatim("DHCP"), options.source.clone())];
                rows.extend(self.lan_rows().into_iter().filter(|(_, value)| !value.is_empty()));
                let servers = self.dhcp.time_servers();
                rows.extend(servers.iter().map(|server| row(Text::TimeServer, server.to_string())));
                let codes = options.options.iter().map(|(code, _)| code.to_string());
                rows.push(row(Text::DhcpOptions, codes.collect::<Vec<_>>().join(" ")));
                rows
            }
        }
    }

    /// Returns the network as it is set up (manual 13.1.1), as far as anybody tells.
    pub(super) fn network_settings_rows(&self) -> Vec<Row> {
        let connection = match &self.dhcp {
            Dhcp::Told(_) => Text::AutomaticIp,
            Dhcp::Unknown | Dhcp::Silent(_) => Text::NOTHING,
        };
        let ip = self.setup.local().map_or_else(String::new, |local| local.ip().to_string());
        let mut rows = vec![row(Text::LanConnectionType, connection), row(Text::IpAddress, ip)];
        rows.extend(self.lan_rows());
        for (_, value) in &mut rows {
            if value.is_empty() {
                *value = Text::Unknown;
            }
        }
        rows.push(alone(Text::SetByOperatingSystem));
        rows
    }

    /// Returns the accounts, one row each.
    pub(super) fn accounts_rows(&self) -> Vec<Row> {
        let lines = self.account_lines().filter_map(|index| {
            let line = self.lines.get(usize::from(index))?;
            let text = Text::from(format!("{} {}", index + 1, line.label()));
            Some(row(text, &line.settings.description))
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
            "" | "0" => Text::NotSet,
            _ => Text::verbatim("****"),
        };
        let proxy = self.settings.sip.home();
        let proxy = proxy.map_or_else(String::new, |home| home.to_string());
        vec![
            row(Text::UserId, id),
            row(Text::DisplayName, description),
            row(Text::Label, extension),
            row(Text::AuthenticationName, auth_name),
            row(Text::AuthenticationPassword, password),
            row(Text::SipProxyAddress, proxy),
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
            row(Text::Netmask, first(option::NETMASK)),
            row(Text::GatewayAddress, first(option::ROUTER)),
            row(Text::PrimaryDns, servers.next().unwrap_or_default()),
            row(Text::SecondaryDns, servers.next().unwrap_or_default()),
            row(Text::DomainName, self.dhcp.text(option::DOMAIN_NAME)),
        ]
    }
}
