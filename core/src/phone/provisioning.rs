//! What the configuration says of provisioning, as plain values.

use super::Identity;
use super::status::VERSION;
use crate::config::encryption::Keys;
use crate::config::file::Names;
use crate::config::table::provisioning as rows;
use crate::config::table::provisioning::{CheckDay, Method, Period as PeriodToken};
use crate::config::table::{certificates, proxy};
use crate::config::{Config, Setting, value};
use crate::link::Credentials;
use crate::provisioning::schedule::{Period, Plan};
use crate::provisioning::{Resource, Settings, Source};
use crate::time::Duration;
use crate::time::calendar::{TimeOfDay, Weekday};

/// The vendor's redirect server knows phones by a certificate from the factory, which this phone
/// has not. It is the printed default (manual 9.2.9) and is not asked: no phone tells a stranger
/// about itself unless its configuration says so.
const VENDORS_REDIRECT_SERVER: &str = "https://redirect.audiocodes.com";

/// Certificates that are trusted (manual 30.1.1).
const ROOTS: u8 = 5;

/// Reads the settings of the provisioner.
pub(super) fn settings(config: &Config, identity: &Identity, keys: &Keys) -> Settings {
    let model = config.model().to_owned();
    let source = match config.get(&rows::METHOD) {
        Method::Disable => Source::Disabled,
        Method::Dynamic => Source::Dynamic,
        Method::Static => Source::Static(config.get(&rows::CONFIGURATION_URL).unwrap_or_default()),
    };
    let redirect_server = config.get(&rows::REDIRECT_SERVER_URL);
    let user = config.get(&rows::HTTP_AUTH_USER_NAME);
    let password = config.get(&rows::HTTP_AUTH_PASSWORD);
    Settings {
        source,
        url_option: config.get(&rows::URL_OPTION_VALUE),
        dynamic_url: config.get(&rows::CONFIGURATION_DYNAMIC_URL),
        redirect_server: redirect_server.filter(|url| url != VENDORS_REDIRECT_SERVER),
        user_agent: user_agent(&model),
        names: Names { mac: identity.mac.to_string(), model, any_model: false },
        version: VERSION.to_owned(),
        plan: plan(config),
        credentials: (!user.is_empty()).then_some(Credentials { user, password }),
        ask_person: config.get(&rows::HTTP_AUTH_UI_INTERACTION_ENABLED),
        mac_in_header: config.get(&rows::MAC_ADDRESS_IN_HEADER),
        verify: config.get(&certificates::PROVISIONING_VERIFY_SERVER_CERTIFICATE),
        keys: keys.clone(),
        resources: resources(config),
    }
}

/// Returns how the phone names itself to SIP and web servers.
pub(super) fn user_agent(model: &str) -> String {
    format!("Hookswitch-{model}/{VERSION}")
}

/// Whether the phone starts again after a search that its server asked for (manual A.3.6).
pub(super) fn restarts_on_sync(config: &Config) -> bool {
    config.get(&rows::CHECK_SYNC_FORCE_REBOOT_ENABLED)
}

/// Whether lines are unregistered before the phone starts again (manual 16.2.3: 1 prevents it).
pub(super) fn unregisters_on_restart(config: &Config) -> bool {
    !config.get(&proxy::UNREGISTER_ON_VOIP_RELOAD)
}

fn plan(config: &Config) -> Plan {
    const MINUTE: Duration = Duration::from_secs(60);
    let time = |setting: &Setting<value::TimeOfDay>| {
        let value::TimeOfDay { hour, minute } = config.get(setting);
        TimeOfDay { hour, minute }
    };
    let period = match config.get(&rows::PERIOD_TYPE) {
        PeriodToken::Every5Minutes => Period::Every(MINUTE * 5),
        PeriodToken::Every15Minutes => Period::Every(MINUTE * 15),
        PeriodToken::Hourly => Period::Every(config.get(&rows::PERIOD_HOURLY_HOURS_INTERVAL)),
        PeriodToken::Daily => Period::Daily(time(&rows::PERIOD_DAILY_TIME)),
        PeriodToken::Weekly => {
            let day = match config.get(&rows::PERIOD_WEEKLY_DAY) {
                CheckDay::Sunday => Weekday::Sunday,
                CheckDay::Monday => Weekday::Monday,
                CheckDay::Tuesday => Weekday::Tuesday,
                CheckDay::Wednesday => Weekday::Wednesday,
                CheckDay::Thursday => Weekday::Thursday,
                CheckDay::Friday => Weekday::Friday,
                CheckDay::Saturday => Weekday::Saturday,
            };
            Period::Weekly(day, time(&rows::PERIOD_WEEKLY_TIME))
        }
        PeriodToken::PowerUp => Period::PowerUp,
    };
    let random = config.get(&rows::RANDOM_PROVISIONING_TIME).as_secs();
    Plan { period, random: u16::try_from(random).unwrap_or(u16::MAX) }
}

pub(super) fn resources(config: &Config) -> Vec<(Resource, String)> {
    let roots = (0..ROOTS).map(|index| {
        (Resource::Root(index), config.get_at(&certificates::CA_CERTIFICATE_URI, index))
    });
    let others = [
        (Resource::Certificate, &certificates::AUTOUPDATE_CERTIFICATE_URI),
        (Resource::PrivateKey, &certificates::AUTOUPDATE_PRIVATE_KEY_URI),
        (Resource::SipCertificate, &certificates::SIP_CERTIFICATE_URI),
        (Resource::SipPrivateKey, &certificates::SIP_PRIVATE_KEY_URI),
        (Resource::RingTones, &rows::RING_TONE_URI),
        (Resource::Directory, &rows::CORPORATE_DIRECTORY_URI),
        (Resource::SpeedDials, &rows::SPEED_DIAL_URI),
    ];
    let others = others.into_iter().map(|(resource, row)| (resource, config.get(row)));
    roots.chain(others).filter_map(|(resource, url)| Some((resource, url?))).collect()
}
