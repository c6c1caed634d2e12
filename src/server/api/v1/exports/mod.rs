//! People as files: lists for administrators, cards for those who may see the person.

mod cards;
mod lists;
mod request;

pub use self::{
    cards::{__path_show_cinema_talent_card, __path_show_user_card, show_cinema_talent_card, show_user_card},
    lists::{
        __path_export_users_csv, __path_export_users_excel, __path_export_users_pdf, export_users_csv,
        export_users_excel, export_users_pdf,
    },
};
