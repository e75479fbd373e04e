//! What a call costs, as the server tells it (advice of charge, manual 22.12).
//!
//! The manual does not say how phones are told. This is the field `AOC` that the vendor's gateways
//! send in INFO during a call and in the BYE that ends it, as other makers do:
//! `AOC: charging;type=active;charging-info=currency;currency=EUR;amount=2000;multiplier=0.001`
//! or `AOC: charging;type=active;charging-info=pulse;recorded-units=15`.

use serde::{Deserialize, Serialize};

/// Longest name of a currency that is kept, in characters.
const LONGEST_NAME: usize = 16;

/// The most that a call can cost: beyond it somebody jokes.
const MOST: f64 = 1e9;

/// What a call costs so far.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Charge {
    /// How much, in the server's currency or in units.
    pub amount: f64,
    /// The server's currency; empty for units.
    pub currency: String,
}

impl Charge {
    /// Reads the value of the field `AOC`; `None` if it tells of no charge.
    pub fn read(value: &str) -> Option<Self> {
        let mut parts = value.split(';').map(str::trim);
        parts.next().filter(|kind| kind.eq_ignore_ascii_case("charging"))?;
        let parts: Vec<(&str, &str)> = parts.filter_map(|part| part.split_once('=')).collect();
        let get = |wanted: &str| {
            let mut found =
                parts.iter().filter(|(name, _)| name.trim().eq_ignore_ascii_case(wanted));
            found.next().map(|(_, value)| value.trim().trim_matches('"'))
        };
        let number = |name: &str| get(name)?.parse::<f64>().ok();
        let (amount, currency) = match get("recorded-units") {
            Some(units) => (units.parse().ok()?, ""),
            None => {
                let multiplier = number("multiplier").unwrap_or(1.0);
                (number("amount")? * multiplier, get("currency").unwrap_or_default())
            }
        };
        let is_sane = (0.0..=MOST).contains(&amount);
        let currency = currency.chars().filter(|c| !c.is_control()).take(LONGEST_NAME).collect();
        is_sane.then_some(Self { amount, currency })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn charges_are_money_or_units() {
        for (value, expected) in [
            (
                "charging;type=active;charging-info=currency;currency=ATS;amount=2000;multiplier=0.001",
                Some((2.0, "ATS")),
            ),
            ("charging; state=terminated; currency=\"EUR\"; amount=3", Some((3.0, "EUR"))),
            ("Charging;Amount=1.25", Some((1.25, ""))),
            ("charging;charging-info=pulse;recorded-units=15", Some((15.0, ""))),
            ("charging;recorded-units=0", Some((0.0, ""))),
            ("charging;recorded-units=many", None),
            ("charging;recorded-units=-1", None),
            ("charging;amount=1e300", None),
            ("charging;amount=NaN", None),
            ("charging;currency=EUR", None),
            ("charging", None),
            ("free;amount=1", None),
            ("", None),
        ] {
            let charge = Charge::read(value);
            let charge = charge.as_ref().map(|it| (it.amount, it.currency.as_str()));
            assert_eq!(charge, expected, "{value}");
        }
    }
}
