//! Deadlines of many machines, kept in order so that the next one is found without looking at all.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::time::Instant;

/// At most one deadline per name.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Schedule<K: Ord> {
    order: BTreeSet<(Instant, K)>,
    by_name: BTreeMap<K, Instant>,
}

impl<K: Ord> Default for Schedule<K> {
    fn default() -> Self {
        Self { order: BTreeSet::new(), by_name: BTreeMap::new() }
    }
}

impl<K: Ord + Copy> Schedule<K> {
    /// Sets, changes or removes the deadline called `name`.
    pub(super) fn set(&mut self, name: K, at: Option<Instant>) {
        let before = match at {
            Some(at) => self.by_name.insert(name, at),
            None => self.by_name.remove(&name),
        };
        if before == at {
            return;
        }
        if let Some(before) = before {
            self.order.remove(&(before, name));
        }
        if let Some(at) = at {
            self.order.insert((at, name));
        }
    }

    /// Returns the next deadline.
    pub(super) fn next(&self) -> Option<Instant> {
        self.order.first().map(|(at, _)| *at)
    }

    /// Removes and returns the name whose deadline is first, if that has come.
    pub(super) fn expire(&mut self, now: Instant) -> Option<K> {
        let &(at, name) = self.order.first()?;
        (at <= now).then(|| {
            self.order.pop_first();
            self.by_name.remove(&name);
            name
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_expire_in_order_and_a_new_deadline_replaces_the_old() {
        let at = Instant::from_millis;
        let mut schedule = Schedule::default();
        schedule.set('a', Some(at(5)));
        schedule.set('b', Some(at(3)));
        schedule.set('c', Some(at(4)));
        schedule.set('a', Some(at(1)));
        schedule.set('c', None);
        assert_eq!(schedule.next(), Some(at(1)));
        assert_eq!(schedule.expire(at(0)), None);
        assert_eq!(schedule.expire(at(9)), Some('a'));
        assert_eq!(schedule.expire(at(9)), Some('b'));
        assert_eq!(schedule.expire(at(9)), None);
        assert_eq!(schedule.next(), None);
    }
}
