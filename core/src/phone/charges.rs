//! Shows what a call costs, if the configuration asks for it and the server tells (manual 22.12).

use serde::{Deserialize, Serialize};

use super::Phone;
use crate::call::charge::Charge;
use crate::call::{Call, CallId};
use crate::config::Config;
use crate::config::table::services;
use crate::language::{Text, without_controls};

/// How charges are shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Settings {
    /// The currency's name; empty is the server's.
    currency: String,
    /// What a unit of the server is in it.
    ratio: f64,
}

impl Settings {
    /// Returns nothing if charges are not shown.
    pub(super) fn read(config: &Config) -> Option<Self> {
        let (currency, ratio) =
            (config.get(&services::AOC_CURRENCY), config.get(&services::AOC_RATIO));
        config.get(&services::AOC_ENABLED).then_some(Self { currency, ratio })
    }

    fn text(&self, charge: &Charge) -> String {
        let currency = if self.currency.is_empty() { &charge.currency } else { &self.currency };
        let currency = without_controls(currency);
        format!("{:.2} {currency}", charge.amount * self.ratio).trim_end().to_owned()
    }
}

impl Phone {
    /// Takes what the server tells of a charge.
    pub(super) fn take_charge(&mut self, id: CallId, value: &str) {
        if let Some(call) = self.calls.get_mut(id)
            && let Some(charge) = Charge::read(value)
        {
            call.charge = Some(charge);
        }
    }

    /// Returns what a call costs, in words; nothing if nobody told or nobody asked.
    pub(super) fn charge_text(&self, call: &Call) -> Option<Text> {
        let settings = self.settings.charges.as_ref()?;
        call.charge.as_ref().map(|charge| Text::verbatim(&settings.text(charge)))
    }
}
