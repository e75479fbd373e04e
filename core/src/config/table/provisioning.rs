//! Where configuration, firmware and other files come from (manual 9, 18.3, 22.23, 24.1, 35 to 37).

use super::params;
use crate::config::acting::{Acting, nothing};
use crate::config::kind::{Kind, TimeUnit};
use crate::config::param::Applies;
use crate::config::text::{Need, Server};
use crate::config::value::{Secret, TimeOfDay, tokens};
use crate::time::Duration;

tokens! {
    /// How the phone learns where its files are.
    Method {
        /// Not at all: it keeps what it has.
        Disable = "Disable",
        /// From DHCP and what comes after it in the hunt.
        Dynamic = "Dynamic",
        /// From URLs in its configuration.
        Static = "Static",
    }
}

tokens! {
    /// How often the phone looks for new files.
    Period {
        /// Every five minutes.
        Every5Minutes = "every5minutes",
        /// Every fifteen minutes.
        Every15Minutes = "every15minutes",
        /// After a number of hours.
        Hourly = "hourly",
        /// Once a day.
        Daily = "daily",
        /// Once a week.
        Weekly = "weekly",
        /// Only when it starts.
        PowerUp = "powerup",
    }
}

tokens! {
    /// The day of a weekly check.
    CheckDay {
        /// Sunday.
        Sunday = "Sunday",
        /// Monday.
        Monday = "Monday",
        /// Tuesday.
        Tuesday = "Tuesday",
        /// Wednesday.
        Wednesday = "Wednesday",
        /// Thursday.
        Thursday = "Thursday",
        /// Friday.
        Friday = "Friday",
        /// Saturday.
        Saturday = "Saturday",
    }
}

const FIXED_URLS: Need = Need::Is("provisioning/method", &["Static"]);
const HUNT: Need = Need::Is("provisioning/method", &["Dynamic"]);

params! {
    in Provisioning, "manual 9.2, 9.3";
    /// How the phone learns where its configuration is: not at all, from DHCP and what comes after
    /// it in the hunt, or from the URLs in this file.
    METHOD: Method = "Dynamic", Kind::Enum(Method::TOKENS), "provisioning/method" {
        label: "Provisioning Method", applies: Applies::Now, acting: Acting::ActsThroughGateway,
        note: "The manual says of Disable both that updates are off and that the phone attempts \
               them: here they are off.",
    };
    in Provisioning, "manual 9.2";
    /// The DHCP option that is read for the URL of the configuration. Keep 160, so as not to read
    /// an option that has another meaning.
    URL_OPTION_VALUE: u8 = "160", Kind::int(1, 254), "provisioning/url_option_value" {
        label: "DHCP Option Value", applies: Applies::Now, acting: Acting::ActsThroughGateway,
        needs: &[HUNT],
        note: "No range is printed: 1 to 254 are all options of DHCP that carry something.",
    };
    /// Longest random delay before a periodic check, so that the phones of a site do not all ask
    /// at the same moment; each waits from 1 to this many seconds. 0 waits not at all.
    RANDOM_PROVISIONING_TIME: Duration = "120", Kind::seconds(0, 65_535),
        "provisioning/random_provisioning_time" {
        label: "Random Provisioning Time", applies: Applies::Now,
        acting: Acting::ActsThroughGateway,
        note: "No unit is printed. Seconds: two minutes are a sensible spread, two hours are none \
               for a check every five minutes.",
    };
    /// How often the phone looks for a new configuration and new firmware. It does so whenever it
    /// starts, and with powerup only then.
    PERIOD_TYPE: Period = "daily", Kind::Enum(Period::TOKENS), "provisioning/period/type" {
        label: "Check Period", applies: Applies::Now, acting: Acting::ActsThroughGateway,
        note: "The manual describes every15minutes as five minutes; the name is right.",
    };
    /// Hours between two checks when the period is hourly.
    PERIOD_HOURLY_HOURS_INTERVAL: Duration = "24",
        Kind::Duration { min: 1, max: 168, unit: TimeUnit::Hours },
        "provisioning/period/hourly/hours_interval" {
        label: "Every", applies: Applies::Now, acting: Acting::ActsThroughGateway,
        needs: &[Need::Is("provisioning/period/type", &["hourly"])],
    };
    /// Time of the daily check, in the phone's time zone.
    PERIOD_DAILY_TIME: TimeOfDay = "00:00", Kind::TimeOfDay, "provisioning/period/daily/time" {
        label: "Every day at", applies: Applies::Now, acting: Acting::ActsThroughGateway,
        needs: &[Need::Is("provisioning/period/type", &["daily"])],
    };
    /// Day of the weekly check.
    PERIOD_WEEKLY_DAY: CheckDay = "Sunday", Kind::Enum(CheckDay::TOKENS),
        "provisioning/period/weekly/day" {
        label: "Every", applies: Applies::Now, acting: Acting::ActsThroughGateway,
        needs: &[Need::Is("provisioning/period/type", &["weekly"])],
        note: "The manual prints Check Period = Day beside it and means weekly.",
    };
    /// Time of the weekly check, in the phone's time zone.
    PERIOD_WEEKLY_TIME: TimeOfDay = "00:00", Kind::TimeOfDay, "provisioning/period/weekly/time" {
        label: "Every", applies: Applies::Now, acting: Acting::ActsThroughGateway,
        needs: &[Need::Is("provisioning/period/type", &["weekly"])],
    };
    in FileOnly, "manual 9.2.9";
    /// The service that is asked last in the hunt; it answers with the URL of the provisioning
    /// server. Empty asks none.
    REDIRECT_SERVER_URL: Option<String> = "https://redirect.audiocodes.com", Kind::WEB_URL,
        "provisioning/redirect_server_url" {
        applies: Applies::Now, acting: Acting::ActsThroughGateway, needs: &[HUNT],
        note: "The vendor's service knows phones by a certificate from the factory, which a \
               browser phone has not: the default is not asked, a service of one's own is.",
    };
    in Provisioning, "manual 9.3";
    /// Where firmware is looked for; `<MODEL>.img` if it names no file.
    FIRMWARE_URL: Option<String> = "", Kind::FILE_URL, "provisioning/firmware/url" {
        label: "Firmware URL", acting: nothing::FIRMWARE,
        needs: &[FIXED_URLS],
        note: "No default is printed.",
    };
    /// Where the configuration is fetched; `<MAC>.cfg` if it names no file. `<MAC>` and `<MODEL>`
    /// in it become the phone's.
    CONFIGURATION_URL: Option<String> = "", Kind::FILE_URL, "provisioning/configuration/url" {
        label: "Configuration URL", applies: Applies::Now, acting: Acting::ActsThroughGateway,
        needs: &[FIXED_URLS],
        note: "No default is printed. The name may end in .cfx, for an encrypted file (4.6.1).",
    };
    in Provisioning, "manual 36.1";
    /// Where firmware is looked for at each check, instead of what the hunt finds.
    FIRMWARE_DYNAMIC_URL: Option<String> = "", Kind::FILE_URL,
        "provisioning/firmware/dynamic_url" {
        label: "Dynamic Firmware URL", acting: nothing::FIRMWARE,
        needs: &[HUNT],
        note: "36.1 has the label only: the name in the file is this phone's.",
    };
    /// Where the configuration is fetched at each check, instead of what the hunt finds.
    CONFIGURATION_DYNAMIC_URL: Option<String> = "", Kind::FILE_URL,
        "provisioning/configuration/dynamic_url" {
        label: "Dynamic Configuration URL", applies: Applies::Now,
        acting: Acting::ActsThroughGateway,
        needs: &[HUNT],
        note: "36.1 has the label only: the name in the file is this phone's.",
    };
    in Tones, "manual 18.3";
    /// Where the archive of ring tones is fetched, a zip or tgz file of WAV files. It is fetched
    /// after the start; a new one takes effect without a restart.
    RING_TONE_URI: Option<String> = "", Kind::File, "provisioning/ring_tone_uri" {
        label: "Ringing Tone Name File Location", applies: Applies::Now,
        acting: Acting::ActsThroughGateway,
        note: "No default is printed.",
    };
    in FileOnly, "manual 22.23, 25.3.4";
    /// Where the file of speed dials is fetched: lines of key, number and type with commas between.
    SPEED_DIAL_URI: Option<String> = "", Kind::File, "provisioning/speed_dial_uri" {
        applies: Applies::Now, acting: Acting::ActsThroughGateway,
        note: "No default is printed.",
    };
    in FileOnly, "manual 24.1.2";
    /// Where the file of the corporate directory is fetched, after the start and at each check.
    CORPORATE_DIRECTORY_URI: Option<String> = "", Kind::File,
        "provisioning/corporate_directory_uri" {
        applies: Applies::Now, acting: Acting::ActsThroughGateway,
        note: "No default is printed. In this version the directory tells the names of callers and \
               of who is called; it cannot be looked at on the display yet.",
    };
    in FileOnly, "manual 35";
    /// Lets the phone ask on its display for the name and password of the provisioning server.
    /// Leave those in the file empty then.
    HTTP_AUTH_UI_INTERACTION_ENABLED: bool = "0", Kind::Bool,
        "provisioning/configuration/http_auth/ui_interaction_enabled" {
        applies: Applies::Now, acting: Acting::ActsThroughGateway,
    };
    /// User name for the provisioning server, by HTTP and FTP.
    HTTP_AUTH_USER_NAME: String = "", Kind::text(128),
        "provisioning/configuration/http_auth/user_name" {
        applies: Applies::Now, acting: Acting::ActsThroughGateway,
        note: "No default and no length are printed.",
    };
    /// Password for the provisioning server, by HTTP and FTP.
    HTTP_AUTH_PASSWORD: Secret = "", Kind::Secret { max: 128 },
        "provisioning/configuration/http_auth/password" {
        applies: Applies::Now, acting: Acting::ActsThroughGateway,
        note: "No default and no length are printed.",
    };
    in FileOnly, "manual 37";
    /// Tells the provisioning server the phone's MAC address in a header of each HTTP request.
    MAC_ADDRESS_IN_HEADER: bool = "0", Kind::Bool,
        "provisioning/configuration/mac_address_in_header" {
        applies: Applies::Now, acting: Acting::ActsThroughGateway,
        note: "The manual does not name the header.",
    };
    in FileOnly, "manual A.3.6";
    /// Starts the phone again after a `check-sync` of the server, even if nothing changed.
    CHECK_SYNC_FORCE_REBOOT_ENABLED: bool = "0", Kind::Bool,
        "voip/services/notify/check_sync/force_reboot_enabled" {
        applies: Applies::Now, servers: &[Server::Genesys],
        note: "A call in progress is not cut: the restart waits until the phone is idle.",
    };
}
