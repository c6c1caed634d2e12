//! People: listed, read, registered, changed, erased.

mod actions;
mod change;
mod create;
mod file_body;
mod files;
mod list;
mod person_json;
mod person_schema;
mod show;

pub use self::{
    actions::{__path_delete_user, __path_toggle_active, delete_user, toggle_active},
    change::{__path_change_user, change_user},
    create::{__path_create_user, create_user},
    files::{
        __path_delete_cv, __path_delete_photo, __path_put_cv, __path_put_photo, delete_cv, delete_photo, put_cv,
        put_photo,
    },
    list::{__path_list_users, OTHERS as LIST_PARAMETERS, desk_search, list_users, parameter_of},
    person_json::{cinema_members, members},
    person_schema::CinemaTalent,
    show::{__path_show_user, PersonAnswer, show_user},
};
