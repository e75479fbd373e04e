//! What the worklet calls: plain functions on the coders of one wasm instance.

/// Exports the functions of a module whose codec is `$codec`, a [`Codec`](crate::coders::Codec).
#[macro_export]
macro_rules! export {
    ($codec:ty) => {
        #[allow(
            unsafe_code,
            reason = "exports functions on a static of one thread; each use says why it is sound"
        )]
        mod exports {
            use core::cell::UnsafeCell;

            use hookswitch_core::media::plan::EncoderOptions;
            use $crate::coders::Coders;

            struct Instance(UnsafeCell<Coders<$codec>>);

            // SAFETY: a wasm instance belongs to the one thread of its AudioWorklet and shares no
            // memory.
            unsafe impl Sync for Instance {}

            static INSTANCE: Instance = Instance(UnsafeCell::new(Coders::new()));

            fn with<T>(call: impl FnOnce(&mut Coders<$codec>) -> T) -> T {
                // SAFETY: one thread only (see `Instance`), and no export calls another one or
                // JavaScript, so this is the only reference while `call` runs.
                call(unsafe { &mut *INSTANCE.0.get() })
            }

            // SAFETY: the name is not used by anything else in the module; the same holds below.
            #[unsafe(no_mangle)]
            extern "C" fn adjust(number: u32, options: u64) {
                with(|coders| coders.adjust(number, EncoderOptions::from_bits(options)));
            }

            // SAFETY: see `adjust`.
            #[unsafe(no_mangle)]
            extern "C" fn close(number: u32) {
                with(|coders| coders.close(number));
            }

            // SAFETY: see `adjust`.
            #[unsafe(no_mangle)]
            extern "C" fn decode(number: u32, what: u32, length: u32, count: u32) -> u32 {
                with(|coders| coders.decode(number, what, length, count))
            }

            // SAFETY: see `adjust`.
            #[unsafe(no_mangle)]
            extern "C" fn encode(number: u32, count: u32) -> u32 {
                with(|coders| coders.encode(number, count))
            }

            // SAFETY: see `adjust`.
            #[unsafe(no_mangle)]
            extern "C" fn get(place: u32) -> u64 {
                with(|coders| coders.get(place))
            }

            // SAFETY: see `adjust`.
            #[unsafe(no_mangle)]
            extern "C" fn open_decoder(sample_rate: u32) -> u32 {
                with(|coders| coders.open_decoder(sample_rate))
            }

            // SAFETY: see `adjust`.
            #[unsafe(no_mangle)]
            extern "C" fn open_encoder(sample_rate: u32, options: u64) -> u32 {
                let options = EncoderOptions::from_bits(options);
                with(|coders| coders.open_encoder(sample_rate, options))
            }

            // SAFETY: see `adjust`.
            #[unsafe(no_mangle)]
            extern "C" fn put(place: u32, octets: u64) {
                with(|coders| coders.put(place, octets));
            }
        }
    };
}
