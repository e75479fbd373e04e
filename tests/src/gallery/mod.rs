//! Every screen of every model: drawn by core from phones in the simulator, shown by the real page
//! with nothing but its engine taken away, so that what a person sees can be measured in seconds.

mod page;
mod scenes;

pub use page::Gallery;
pub use scenes::{MODELS, Scene, everyday, screens};
