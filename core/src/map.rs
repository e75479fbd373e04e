//! Small sorted maps.
//!
//! A [`Map`] is a [`LiteMap`]: a sorted vector. The maps of a phone have few entries (calls,
//! sockets, transactions), and the trees of the standard library would be compiled anew for each
//! pair of types, which the page that loads the phone pays for. The same is true of the sorting
//! with which `LiteMap` is read from a saved state, so that a `Map` is saved as the list it is and
//! read without sorting.

use core::ops::{Deref, DerefMut};

use litemap::LiteMap;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A map of few entries, in the order of their keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Map<K, V>(LiteMap<K, V>);

impl<K, V> Map<K, V> {
    /// Returns an empty map.
    pub const fn new() -> Self {
        Self(LiteMap::new_vec())
    }
}

impl<K, V> Default for Map<K, V> {
    fn default() -> Self {
        Self::new()
    }
}

impl<K, V> Deref for Map<K, V> {
    type Target = LiteMap<K, V>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl<K, V> DerefMut for Map<K, V> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.0
    }
}

impl<'a, K, V> IntoIterator for &'a Map<K, V> {
    type Item = (&'a K, &'a V);
    type IntoIter = <&'a LiteMap<K, V> as IntoIterator>::IntoIter;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<'a, K, V> IntoIterator for &'a mut Map<K, V> {
    type Item = (&'a K, &'a mut V);
    type IntoIter = <&'a mut LiteMap<K, V> as IntoIterator>::IntoIter;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter_mut()
    }
}

impl<K: Serialize, V: Serialize> Serialize for Map<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.as_slice().serialize(serializer)
    }
}

impl<'de, K: Ord + Deserialize<'de>, V: Deserialize<'de>> Deserialize<'de> for Map<K, V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let list = Vec::<(K, V)>::deserialize(deserializer)?;
        if !list.is_sorted_by(|(a, _), (b, _)| a < b) {
            return Err(Error::custom("the keys of a map are not in order"));
        }
        Ok(Self(LiteMap::from_sorted_store_unchecked(list)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_is_saved_and_read_again() {
        let mut map = Map::new();
        for key in [3, 1, 2] {
            map.insert(key, key * 10);
        }
        let bytes = postcard::to_allocvec(&map).unwrap();
        assert_eq!(postcard::from_bytes(&bytes), Ok(map));
    }

    #[test]
    fn keys_out_of_order_are_refused() {
        let bytes = postcard::to_allocvec(&[(2, 20), (1, 10)].as_slice()).unwrap();
        assert!(postcard::from_bytes::<Map<i32, i32>>(&bytes).is_err());
        let bytes = postcard::to_allocvec(&[(1, 10), (1, 20)].as_slice()).unwrap();
        assert!(postcard::from_bytes::<Map<i32, i32>>(&bytes).is_err());
    }
}
