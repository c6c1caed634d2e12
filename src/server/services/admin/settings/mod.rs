//! What administrators set: reading it where it may be out of date, its page, changing it, trying providers out.

mod current;
mod page;
mod preview;
mod probe;
mod save;

pub use self::{
    current::{load, refresh},
    page::{ChangeLine, SettingsPage, ShownSetting, page},
    preview::{AdditionPreview, preview},
    probe::{ProbeAnswer, probe},
    save::{KeyChange, SettingsSaved, save_group, seal, set_key},
};
