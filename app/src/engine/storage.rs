//! What outlives the page, in IndexedDB: who the phone is, and the phone itself, so that a
//! refreshed page goes on with its calls.
//!
//! Secrets (the enrolment token, the snapshot with its passwords) are encrypted with an AES-GCM
//! key that the browser keeps and lets nobody read. Without storage or without a key (private
//! windows, pages that are not secure, a full disk) the phone works, forgets, and is told so.

use hookswitch_core::link::{MacAddress, Token};
use hookswitch_core::phone::{Keepsake, Phone};
use hookswitch_core::time::Instant;
use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    CryptoKey, IdbDatabase, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction,
    IdbTransactionMode, SubtleCrypto,
};

use super::driver::Settings;
use super::{clock, js};

const STORE: &str = "phone";
const KEY: &str = "key";
const MAC: &str = "mac";
const TOKEN: &str = "enrolment";
const SNAPSHOT: &str = "snapshot";

/// Bytes of an AES-GCM nonce (NIST SP 800-38D 8.2.2: random, so not for more than 2^32 saves).
const NONCE: usize = 12;

/// Where the phone is kept.
#[derive(Clone)]
pub(super) struct Storage {
    /// The database, or why there is none.
    database: Result<IdbDatabase, JsValue>,
    /// What opens secrets, or why there is nothing.
    key: Result<CryptoKey, JsValue>,
}

impl Default for Storage {
    fn default() -> Self {
        Self::without(&"not opened yet".into())
    }
}

/// What was kept.
pub(super) struct Kept {
    /// The hardware address; made up if there was none.
    pub(super) mac: MacAddress,
    /// The enrolment token.
    pub(super) enrolment: Option<Token>,
    /// The phone.
    pub(super) snapshot: Option<Vec<u8>>,
    /// What is kept beside it.
    pub(super) files: Vec<(Keepsake, Vec<u8>)>,
}

impl Storage {
    /// Opens the storage of the phone called `name`; if that fails, one that keeps nothing, and
    /// says so when it should.
    pub(super) async fn open(name: &str) -> Self {
        let database = match open_database(name).await {
            Ok(database) => database,
            Err(error) => return Self::without(&error),
        };
        let storage = Self { database: Ok(database), key: Err(JsValue::NULL) };
        let key = storage.find_key().await;
        Self { key, ..storage }
    }

    fn without(error: &JsValue) -> Self {
        Self { database: Err(error.clone()), key: Err(error.clone()) }
    }

    /// Reads everything.
    pub(super) async fn load(&self) -> Kept {
        let mac = self.get(MAC).await.and_then(|value| js::bytes(&value));
        let mac = mac.and_then(|bytes| <[u8; 6]>::try_from(bytes).ok()).map(MacAddress);
        let enrolment = self.get_secret(TOKEN).await;
        let mut files = Vec::new();
        for keepsake in Keepsake::ALL {
            files.extend(self.get_secret(keepsake.name()).await.map(|data| (keepsake, data)));
        }
        Kept {
            mac: match mac {
                Some(mac) => mac,
                None => {
                    let mac = MacAddress::local(js::random());
                    self.keep_mac(mac).await;
                    mac
                }
            },
            enrolment: enrolment.and_then(|bytes| String::from_utf8(bytes).ok()).map(Token),
            snapshot: self.get_secret(SNAPSHOT).await,
            files,
        }
    }

    /// Keeps the hardware address.
    pub(super) async fn keep_mac(&self, mac: MacAddress) {
        let stored = self.put(MAC, &Uint8Array::from(&mac.0[..])).await;
        tell("storage: the hardware address was not kept", stored);
    }

    /// Keeps the enrolment token.
    pub(super) async fn keep_enrolment(&self, token: &Token) {
        tell("storage: the token was not kept", self.put_secret(TOKEN, token.0.as_bytes()).await);
    }

    /// Keeps the phone.
    ///
    /// # Errors
    ///
    /// What the browser says.
    pub(super) async fn keep_snapshot(&self, snapshot: &[u8]) -> Result<(), JsValue> {
        self.put_secret(SNAPSHOT, snapshot).await
    }

    /// Keeps something beside the phone; nothing forgets it.
    ///
    /// # Errors
    ///
    /// What the browser says.
    pub(super) async fn keep(&self, keepsake: Keepsake, data: &[u8]) -> Result<(), JsValue> {
        match &self.database {
            Ok(database) if data.is_empty() => {
                let store = store(database, IdbTransactionMode::Readwrite)?;
                store.delete(&keepsake.name().into())?;
                written(&store.transaction()).await
            }
            _ => self.put_secret(keepsake.name(), data).await,
        }
    }

    async fn find_key(&self) -> Result<CryptoKey, JsValue> {
        if let Some(key) = self.get(KEY).await.and_then(|key| key.dyn_into().ok()) {
            return Ok(key);
        }
        let algorithm = algorithm();
        Reflect::set(&algorithm, &"length".into(), &256.into())?;
        let uses = Array::of2(&"encrypt".into(), &"decrypt".into());
        let key = subtle()?.generate_key_with_object(&algorithm, false, &uses)?;
        let key: CryptoKey = JsFuture::from(key).await?.unchecked_into();
        self.put(KEY, &key).await?;
        Ok(key)
    }

    async fn get(&self, name: &str) -> Option<JsValue> {
        let store = store(self.database.as_ref().ok()?, IdbTransactionMode::Readonly).ok()?;
        let value = done(&store.get(&name.into()).ok()?).await.ok()?;
        (!value.is_undefined()).then_some(value)
    }

    async fn put(&self, name: &str, value: &JsValue) -> Result<(), JsValue> {
        let database = self.database.as_ref().map_err(JsValue::clone)?;
        let store = store(database, IdbTransactionMode::Readwrite)?;
        store.put_with_key(value, &name.into())?;
        written(&store.transaction()).await
    }

    async fn get_secret(&self, name: &str) -> Option<Vec<u8>> {
        let key = self.key.as_ref().ok()?;
        let sealed = js::bytes(&self.get(name).await?)?;
        let (nonce, sealed) = sealed.split_at_checked(NONCE)?;
        let plain = subtle()
            .and_then(|subtle| {
                subtle.decrypt_with_object_and_u8_array(&with_nonce(nonce)?, key, sealed)
            })
            .ok()?;
        js::bytes(&JsFuture::from(plain).await.ok()?)
    }

    async fn put_secret(&self, name: &str, plain: &[u8]) -> Result<(), JsValue> {
        let key = self.key.as_ref().map_err(JsValue::clone)?;
        let nonce = js::random::<NONCE>();
        let sealed =
            subtle()?.encrypt_with_object_and_u8_array(&with_nonce(&nonce)?, key, plain)?;
        let sealed = js::bytes(&JsFuture::from(sealed).await?).unwrap_or_default();
        let bytes = [&nonce[..], &sealed].concat();
        self.put(name, &Uint8Array::from(bytes.as_slice())).await
    }
}

fn tell(what: &str, result: Result<(), JsValue>) {
    if let Err(error) = result {
        js::warn(what, &error);
    }
}

fn subtle() -> Result<SubtleCrypto, JsValue> {
    let crypto = js::worker().crypto()?;
    js::get(&crypto, "subtle")
        .map(JsCast::unchecked_into)
        .ok_or_else(|| "the page is not secure".into())
}

fn algorithm() -> Object {
    let algorithm = Object::new();
    // Setting a property of a new plain object does not fail.
    let _ = Reflect::set(&algorithm, &"name".into(), &"AES-GCM".into());
    algorithm
}

fn with_nonce(nonce: &[u8]) -> Result<Object, JsValue> {
    let algorithm = algorithm();
    Reflect::set(&algorithm, &"iv".into(), &Uint8Array::from(nonce))?;
    Ok(algorithm)
}

async fn open_database(name: &str) -> Result<IdbDatabase, JsValue> {
    let factory = js::worker().indexed_db()?.ok_or("there is no IndexedDB")?;
    let request = factory.open_with_u32(name, 1)?;
    let create = {
        let request: IdbOpenDbRequest = request.clone();
        Closure::once(move || {
            let database: Result<IdbDatabase, _> = request.result().map(JsCast::unchecked_into);
            // If this fails, opening the store does, which is told.
            let _ = database.and_then(|database| database.create_object_store(STORE));
        })
    };
    request.set_onupgradeneeded(Some(create.as_ref().unchecked_ref()));
    done(&request).await.map(JsCast::unchecked_into)
}

fn store(database: &IdbDatabase, mode: IdbTransactionMode) -> Result<IdbObjectStore, JsValue> {
    database.transaction_with_str_and_mode(STORE, mode)?.object_store(STORE)
}

/// Waits until what was written is there to stay: whether there is room shows only then, when the
/// requests have succeeded already.
async fn written(transaction: &IdbTransaction) -> Result<(), JsValue> {
    let settled = Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
    });
    JsFuture::from(settled).await.map(|_| ()).map_err(|_| {
        transaction.error().map_or_else(|| JsValue::from("it was aborted"), JsValue::from)
    })
}

/// Waits for a request and returns its result.
async fn done(request: &IdbRequest) -> Result<JsValue, JsValue> {
    let settled = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    match JsFuture::from(settled).await {
        Ok(_) => request.result(),
        Err(_) => Err(request.error().ok().flatten().map_or(JsValue::NULL, JsValue::from)),
    }
}

/// Keeps what the page's address says; a phone that is another one now starts anew.
pub(super) async fn accept_settings(storage: &Storage, mut kept: Kept, given: Settings) -> Kept {
    if let Some(mac) = given.mac.filter(|&mac| mac != kept.mac) {
        storage.keep_mac(mac).await;
        for (keepsake, _) in kept.files {
            // What cannot be forgotten now is not given to the phone, and overwritten by it.
            let _ = storage.keep(keepsake, &[]).await;
        }
        kept = Kept { mac, snapshot: None, files: Vec::new(), ..kept };
    }
    if let Some(token) = given.enrolment.filter(|token| kept.enrolment.as_ref() != Some(token)) {
        storage.keep_enrolment(&token).await;
        kept = Kept { enrolment: Some(token), snapshot: None, ..kept };
    }
    kept
}

/// Returns the phone of a snapshot and the time it goes on at.
pub(super) fn restore(snapshot: &[u8]) -> Option<(Phone, Instant)> {
    let (wall, _) = clock::wall_clock();
    let restored = Phone::resume_at(snapshot, wall)
        .and_then(|at| Phone::restore(snapshot, js::random(), at).map(|phone| (phone, at)));
    restored.inspect_err(|error| js::log(&format!("storage: the phone is not used: {error}"))).ok()
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    use super::*;

    wasm_bindgen_test_configure!(run_in_dedicated_worker);

    const SECRET: &str = "correct horse battery staple";

    #[wasm_bindgen_test]
    async fn what_was_kept_is_there_for_the_next_page() {
        let name = "kept";
        let storage = Storage::open(name).await;
        let first = storage.load().await;
        assert_eq!((first.enrolment, first.snapshot, first.files.len()), (None, None, 0));
        storage.keep_enrolment(&Token(SECRET.to_owned())).await;
        storage.keep_snapshot(&[1, 2, 3]).await.expect("there is room");
        storage.keep(Keepsake::Directory, b"Ann;1001").await.expect("there is room");
        let next = Storage::open(name).await.load().await;
        assert_eq!(next.mac, first.mac, "a phone stays who it is");
        assert_eq!(next.enrolment, Some(Token(SECRET.to_owned())));
        assert_eq!(next.snapshot, Some(vec![1, 2, 3]));
        assert_eq!(next.files, [(Keepsake::Directory, b"Ann;1001".to_vec())]);
        storage.keep(Keepsake::Directory, &[]).await.expect("nothing is hard to forget");
        assert_eq!(storage.load().await.files, []);
    }

    #[wasm_bindgen_test]
    async fn what_lies_in_the_browser_does_not_show_secrets() {
        let storage = Storage::open("sealed").await;
        storage.keep_enrolment(&Token(SECRET.to_owned())).await;
        storage.keep_snapshot(SECRET.as_bytes()).await.expect("there is room");
        for name in [TOKEN, SNAPSHOT] {
            let lies = js::bytes(&storage.get(name).await.expect("it is kept")).expect("bytes");
            assert!(!lies.windows(5).any(|part| SECRET.as_bytes().starts_with(part)), "{name}");
        }
        let key = storage.key.as_ref().expect("this page is secure");
        assert!(!key.extractable(), "no script reads the key");
    }

    #[wasm_bindgen_test]
    async fn what_was_changed_is_not_used() {
        let storage = Storage::open("changed").await;
        storage.keep_snapshot(&[7; 100]).await.expect("there is room");
        let mut lies = js::bytes(&storage.get(SNAPSHOT).await.expect("it is kept")).expect("bytes");
        lies[50] ^= 1;
        storage.put(SNAPSHOT, &Uint8Array::from(&lies[..])).await.expect("there is room");
        assert_eq!(storage.load().await.snapshot, None);
        storage.put(SNAPSHOT, &Uint8Array::from(&[1_u8, 2][..])).await.expect("there is room");
        assert_eq!(storage.load().await.snapshot, None);
    }

    #[wasm_bindgen_test]
    async fn a_phone_without_storage_works_and_forgets() {
        let storage = Storage::without(&"no room".into());
        let kept = storage.load().await;
        assert_eq!(storage.keep_snapshot(&[1]).await, Err("no room".into()), "it is told");
        assert_eq!((kept.enrolment, storage.load().await.snapshot), (None, None));
        assert_eq!(kept.mac.0[0] & 0x03, 0x02, "made up: local, and of one station");
    }
}
