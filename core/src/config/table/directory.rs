//! Directories (manual 24.1.1).

use super::params;
use crate::config::acting::{later, nothing};
use crate::config::kind::Kind;
use crate::config::param::Applies;
use crate::config::text::Need;
use crate::config::value::Secret;
use crate::time::Duration;

const ACTIVE: Need = Need::on("system/ldap/enabled");

/// What was decided on the parameters that do nothing on the hardware, either.
const UNUSED: &str = "Neither values nor default are printed.";

params! {
    in Ldap, "manual 24.1.1";
    /// Looks up names and numbers in a directory by LDAP.
    LDAP_ENABLED: bool = "0", Kind::Bool, "system/ldap/enabled" {
        label: "Active", applies: Applies::Now, acting: later::DIRECTORY,
        note: "Neither values nor default are printed; the page has Enable and Disable.",
    };
    /// Host name or address of the directory's server.
    LDAP_SERVER_ADDRESS: Option<String> = "", Kind::Host, "system/ldap/server_address" {
        label: "Server Address", applies: Applies::Now, acting: later::DIRECTORY,
        needs: &[ACTIVE],
        note: "No default is printed. The manual says URL for a host name: scheme and port have \
               no place here.",
    };
    /// Port of the directory's server.
    LDAP_PORT: u16 = "389", Kind::ANY_PORT, "system/ldap/port" {
        label: "Port", applies: Applies::Now, acting: later::DIRECTORY, needs: &[ACTIVE],
        note: "Neither default nor range are printed: 389 is the port of LDAP (RFC 4511).",
    };
    /// Name with which the phone signs in to the directory; empty searches without.
    LDAP_USER_NAME: String = "", Kind::text(256), "system/ldap/user_name" {
        label: "User Name", applies: Applies::Now, acting: later::DIRECTORY,
        needs: &[ACTIVE],
        note: "No default and no length are printed; names in a directory are long.",
    };
    /// Password with which the phone signs in to the directory.
    LDAP_PASSWORD: Secret = "", Kind::Secret { max: 128 }, "system/ldap/password" {
        label: "Password", applies: Applies::Now, acting: later::DIRECTORY,
        needs: &[ACTIVE],
        note: "No default and no length are printed.",
    };
    /// Where in the tree the search begins, for example `dc=example,dc=com`.
    LDAP_BASE: String = "", Kind::text(256), "system/ldap/base" {
        label: "Base", applies: Applies::Now, acting: later::DIRECTORY,
        needs: &[ACTIVE],
        note: "No default and no length are printed.",
    };
    /// Filter of a search by name, in which % stands for what was typed, as in `(|(cn=%)(sn=%))`.
    LDAP_NAME_FILTER: String = "", Kind::text(256), "system/ldap/name_filter" {
        label: "Name Filter", applies: Applies::Now, acting: later::DIRECTORY,
        needs: &[ACTIVE],
        note: "No default and no length are printed.",
    };
    /// Attributes that hold names, with blanks between them, as in `cn sn displayName`.
    LDAP_NAME_ATTRS: String = "", Kind::text(256), "system/ldap/name_attrs" {
        label: "Name Attribute", applies: Applies::Now, acting: later::DIRECTORY,
        needs: &[ACTIVE],
        note: "No default and no length are printed.",
    };
    /// Filter of a search by number, in which % stands for the number.
    LDAP_NUMBER_FILTER: String = "", Kind::text(256), "system/ldap/number_filter" {
        label: "Number Filter", applies: Applies::Now, acting: later::DIRECTORY,
        needs: &[ACTIVE],
        note: "No default and no length are printed.",
    };
    /// Attributes that hold numbers, with blanks between them, as in `telephoneNumber mobile`.
    LDAP_NUMBER_ATTRS: String = "", Kind::text(256), "system/ldap/number_attrs" {
        label: "Number Attribute", applies: Applies::Now, acting: later::DIRECTORY,
        needs: &[ACTIVE],
        note: "No default and no length are printed.",
    };
    /// How a name is shown: text in which % and an attribute stand for it, as in `%sn, %givenName`.
    LDAP_DISPLAY_NAME: String = "", Kind::text(256), "system/ldap/display_name" {
        label: "Display Name", applies: Applies::Now, acting: later::DIRECTORY,
        needs: &[ACTIVE],
        note: "No default and no length are printed.",
    };
    /// Most entries that the server shall answer with.
    LDAP_MAX_HITS: u16 = "50", Kind::int(1, 1_000), "system/ldap/max_hits" {
        label: "Max Hits", applies: Applies::Now, acting: later::DIRECTORY,
        needs: &[ACTIVE],
        note: "Neither default nor range are printed: 50 fill the display more than once.",
    };
    /// Sorts what was found by the name that is shown.
    LDAP_SORTING_RESULT: bool = "0", Kind::Bool, "system/ldap/sorting_result" {
        label: "Sort Result", applies: Applies::Now, acting: later::DIRECTORY,
        needs: &[ACTIVE],
        note: "No default is printed.",
    };
    /// How long the server shall search at most; 0 sets no limit.
    LDAP_SEARCH_TIMEOUT: Duration = "5", Kind::seconds(0, 120), "system/ldap/search_timeout" {
        label: "Search Timeout", applies: Applies::Now, acting: later::DIRECTORY,
        needs: &[ACTIVE],
        note: "Neither default, range nor unit are printed: LDAP counts seconds, and 0 is no \
               limit (RFC 4511).",
    };
    /// Looks up the name that belongs to the number of a call.
    LDAP_CALL_LOOKUP: bool = "0", Kind::Bool, "system/ldap/call_lookup" {
        label: "Call Lookup", applies: Applies::Now, acting: later::DIRECTORY,
        needs: &[ACTIVE],
        note: "No default is printed.",
    };
    /// Country code that is put before a number to search for.
    LDAP_COUNTRY_CODE: String = "", Kind::text(8), "system/ldap/country_code" {
        label: "Country Code", applies: Applies::Now, acting: later::DIRECTORY,
        needs: &[ACTIVE],
        note: "No default and no length are printed.",
    };
    /// Area code that is put before a number to search for.
    LDAP_AREA_CODE: String = "", Kind::text(16), "system/ldap/area_code" {
        label: "Area Code", applies: Applies::Now, acting: later::DIRECTORY,
        needs: &[ACTIVE],
        note: "No default and no length are printed.",
    };
    in FileOnly, "manual 24.1.1";
    /// How many characters must be typed before a search begins.
    LDAP_MINIMAL_NAME_SEARCH_LENGTH: u8 = "1", Kind::int(0, 32),
        "system/ldap/minimal_name_search_length" {
        applies: Applies::Now, acting: later::DIRECTORY,
        needs: &[ACTIVE],
        note: "Neither default nor range are printed.",
    };
    /// Searches anew with each character that is typed.
    LDAP_SEND_QUERIES_WHILE_TYPING: bool = "0", Kind::Bool,
        "system/ldap/send_queries_while_typing" {
        applies: Applies::Now, acting: later::DIRECTORY,
        needs: &[ACTIVE],
        note: "No default is printed.",
    };
    /// Completes what is typed.
    LDAP_PREDICT_TEXT: bool = "0", Kind::Bool,
        "system/ldap/predict_text" {
        acting: nothing::NO_FUNCTION, needs: &[ACTIVE], note: UNUSED,
    };
    /// Searches when the right navigation key is pressed.
    LDAP_UI_USE_RIGHT_ARROW_ACTIVE_SEARCH: bool = "0", Kind::Bool,
        "system/ldap/ui/use_right_arrow_active_search" {
        acting: nothing::NO_FUNCTION, needs: &[ACTIVE], note: UNUSED,
    };
    /// Looks up the name of a caller, which call_lookup does.
    LDAP_LOOKUP_INCOMING_CALL: bool = "0", Kind::Bool,
        "system/ldap/lookup_incoming_call" {
        acting: nothing::NO_FUNCTION, needs: &[ACTIVE], note: UNUSED,
    };
}
