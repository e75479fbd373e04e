//! directory.

use super::params;
use crate::config::acting::later;
use crate::config::kind::Kind;
use crate::config::text::Need;
use crate::config::value::Secret;
use crate::time::Duration;

params! {
    in Ldap, "manual 24.1.1";
    /// Turns the LDAP directory on.
    LDAP_ENABLED: bool = "0", Kind::Bool,
        "system/ldap/enabled" {
        label: "Active",
        acting: later::DIRECTORY,
        note: "No default is printed.",
    };
    /// LDAP server.
    LDAP_SERVER_ADDRESS: Option<String> = "0.0.0.0", Kind::Host,
        "system/ldap/server_address" {
        label: "Server Address",
        needs: &[Need::on("system/ldap/enabled")],
        acting: later::DIRECTORY,
    };
    /// LDAP server port.
    LDAP_PORT: u16 = "0", Kind::ANY_PORT,
        "system/ldap/port" {
        label: "Port",
        needs: &[Need::on("system/ldap/enabled")],
        acting: later::DIRECTORY,
    };
    /// Account used to bind for searches.
    LDAP_USER_NAME: String = "", Kind::text(128),
        "system/ldap/user_name" {
        label: "User Name",
        needs: &[Need::on("system/ldap/enabled")],
        acting: later::DIRECTORY,
    };
    /// Password used to bind for searches.
    LDAP_PASSWORD: Secret = "", Kind::Secret { max: 64 },
        "system/ldap/password" {
        label: "Password",
        needs: &[Need::on("system/ldap/enabled")],
        acting: later::DIRECTORY,
    };
    /// Search base in the LDAP tree.
    LDAP_BASE: String = "", Kind::text(128),
        "system/ldap/base" {
        label: "Base",
        needs: &[Need::on("system/ldap/enabled")],
        acting: later::DIRECTORY,
    };
    /// Filter for name searches.
    LDAP_NAME_FILTER: String = "", Kind::text(128),
        "system/ldap/name_filter" {
        label: "Name Filter",
        needs: &[Need::on("system/ldap/enabled")],
        acting: later::DIRECTORY,
    };
    /// Attributes returned as names.
    LDAP_NAME_ATTRS: String = "", Kind::text(128),
        "system/ldap/name_attrs" {
        label: "Name Attribute",
        needs: &[Need::on("system/ldap/enabled")],
        acting: later::DIRECTORY,
    };
    /// Filter for number searches.
    LDAP_NUMBER_FILTER: String = "", Kind::text(128),
        "system/ldap/number_filter" {
        label: "Number Filter",
        needs: &[Need::on("system/ldap/enabled")],
        acting: later::DIRECTORY,
    };
    /// Attributes returned as numbers.
    LDAP_NUMBER_ATTRS: String = "", Kind::text(128),
        "system/ldap/number_attrs" {
        label: "Number Attribute",
        needs: &[Need::on("system/ldap/enabled")],
        acting: later::DIRECTORY,
    };
    /// Template for showing a found name.
    LDAP_DISPLAY_NAME: String = "", Kind::text(128),
        "system/ldap/display_name" {
        label: "Display Name",
        needs: &[Need::on("system/ldap/enabled")],
        acting: later::DIRECTORY,
    };
    /// Size limit sent to the LDAP server.
    LDAP_MAX_HITS: u16 = "0", Kind::Int { min: 0, max: 65535, unit: "" },
        "system/ldap/max_hits" {
        label: "Max Hits",
        needs: &[Need::on("system/ldap/enabled")],
        acting: later::DIRECTORY,
        note: "No range is printed. No default is printed.",
    };
    /// Sorts results on the phone by display name.
    LDAP_SORTING_RESULT: bool = "0", Kind::Bool,
        "system/ldap/sorting_result" {
        label: "Sort Result",
        needs: &[Need::on("system/ldap/enabled")],
        acting: later::DIRECTORY,
        note: "No default is printed.",
    };
    in FileOnly, "manual 24.1.1";
    /// No function at present.
    LDAP_PREDICT_TEXT: bool = "0", Kind::Bool,
        "system/ldap/predict_text" {
        needs: &[Need::on("system/ldap/enabled")],
        acting: later::DIRECTORY,
        note: "No default is printed.",
    };
    in Ldap, "manual 24.1.1";
    /// Time limit sent to the LDAP server.
    LDAP_SEARCH_TIMEOUT: Duration = "0", Kind::seconds(0, 86400),
        "system/ldap/search_timeout" {
        label: "Search Timeout",
        needs: &[Need::on("system/ldap/enabled")],
        acting: later::DIRECTORY,
        note: "No range is printed. No default is printed.",
    };
    in FileOnly, "manual 24.1.1";
    /// No function at present.
    LDAP_UI_USE_RIGHT_ARROW_ACTIVE_SEARCH: bool = "0", Kind::Bool,
        "system/ldap/ui/use_right_arrow_active_search" {
        needs: &[Need::on("system/ldap/enabled")],
        acting: later::DIRECTORY,
        note: "No default is printed.",
    };
    /// No function at present.
    LDAP_LOOKUP_INCOMING_CALL: bool = "0", Kind::Bool,
        "system/ldap/lookup_incoming_call" {
        needs: &[Need::on("system/ldap/enabled")],
        acting: later::DIRECTORY,
        note: "No default is printed.",
    };
    in Ldap, "manual 24.1.1";
    /// Looks up the name for a number during a call.
    LDAP_CALL_LOOKUP: bool = "0", Kind::Bool,
        "system/ldap/call_lookup" {
        label: "Call Lookup",
        needs: &[Need::on("system/ldap/enabled")],
        acting: later::DIRECTORY,
        note: "No default is printed.",
    };
    /// Country prefix added for number searches.
    LDAP_COUNTRY_CODE: String = "", Kind::text(128),
        "system/ldap/country_code" {
        label: "Country Code",
        needs: &[Need::on("system/ldap/enabled")],
        acting: later::DIRECTORY,
    };
    /// Area prefix added for number searches.
    LDAP_AREA_CODE: String = "", Kind::text(128),
        "system/ldap/area_code" {
        label: "Area Code",
        needs: &[Need::on("system/ldap/enabled")],
        acting: later::DIRECTORY,
    };
    in FileOnly, "manual 24.1.1";
    /// Characters typed before a search starts.
    LDAP_MINIMAL_NAME_SEARCH_LENGTH: u16 = "0", Kind::Int { min: 0, max: 65535, unit: "" },
        "system/ldap/minimal_name_search_length" {
        needs: &[Need::on("system/ldap/enabled")],
        acting: later::DIRECTORY,
        note: "No range is printed. No default is printed.",
    };
    /// Searches again at every key press.
    LDAP_SEND_QUERIES_WHILE_TYPING: bool = "0", Kind::Bool,
        "system/ldap/send_queries_while_typing" {
        needs: &[Need::on("system/ldap/enabled")],
        acting: later::DIRECTORY,
        note: "No default is printed.",
    };
}
