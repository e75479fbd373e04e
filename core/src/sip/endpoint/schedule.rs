//! Deadlines of many machines, kept in order so that the next one is found without looking at all.

use crate::map::Map;

use serde::{Deserialize, Serialize};

use crate::time::Instant;

/// At most one deadline per name.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Schedule<K: Ord> {
    /// In order of time, then of name.
    order: Vec<(Instant, K)>,
    by_name: Map<K, Instant>,
}

impl<K: Ord> Default for Schedule<K> {
    fn default() -> Self {
        Self { order: Vec::new(), by_name: Map::new() }
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
        if let Some(before) = before
            && let Ok(place) = self.order.binary_search(&(before, name))
        {
            self.order.remove(place);
        }
        if let Some(at) = at {
            let place = self.order.binary_search(&(at, name)).unwrap_or_else(|place| place);
            self.order.insert(place, (at, name));
        }
    }

    /// Returns the next deadline.
    pub(super) fn next(&self) -> Option<Instant> {
        self.order.first().map(|(at, _)| *at)
    }

    /// Returns the names that have a deadline.
    pub(super) fn names(&self) -> impl Iterator<Item = &K> {
        self.by_name.keys()
    }

    /// Removes and returns the name whose deadline is first, if that has come.
    pub(super) fn expire(&mut self, now: Instant) -> Option<K> {
        let &(at, name) = self.order.first()?;
        (at <= now).then(|| {
            self.order.remove(0);
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
